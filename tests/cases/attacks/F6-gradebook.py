# row: F6
# tries: to write the gradebook, at once and later
# expect: failed
# says: no gradebook
# holds: nothing of the grader can be written, now or later
import atexit
import os


def write():
    for path in ("@GRADERS@/gradebook.db", "@OUTSIDE@/kept.txt", "gradebook.db", "/tmp/grades.json"):
        try:
            with open(path, "w") as file:
                file.write("passed 2/2")
        except OSError:
            print("no gradebook")


write()
atexit.register(write)


def double(x):
    write()
    return 0
