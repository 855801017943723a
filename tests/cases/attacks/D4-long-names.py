# row: D4
# tries: names as long as they may be, in folders with names as long
# expect: failed forbidden
# says: long
# holds: a path has a length
import os

for _ in range(30):
    os.mkdir("n" * 255)
    os.chdir("n" * 255)
open("f" * 255, "w").close()
print("long")


def double(x):
    return 0
