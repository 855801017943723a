# row: R2
# tries: to read another learner's submission
# expect: failed
# says: nobody
# holds: one submission per room, and none on its disk
import os

for path in ("@OTHERS@/Bela/answer.ipynb", "@OTHERS@", "../others/Bela/answer.ipynb"):
    try:
        print(open(path).read())
    except OSError:
        print("nobody")


def double(x):
    return os.listdir("@OTHERS@") if os.path.exists("@OTHERS@") else 0
