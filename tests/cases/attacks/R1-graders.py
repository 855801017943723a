# row: R1
# tries: to read the hidden checks from the disk
# expect: failed
# says: not there
# holds: nothing but interpreter, packages and devices is to be seen
import os

for path in ("@GRADERS@/t0/answer/grader.py", "@GRADERS@", "/data", "/root", "/home", "/srv", "/mnt", "/opt"):
    try:
        print(open(path).read() if path.endswith(".py") else os.listdir(path))
    except OSError:
        print("not there")


def double(x):
    return open("@GRADERS@/t0/answer/grader.py").read() if os.path.exists("@GRADERS@") else 0
