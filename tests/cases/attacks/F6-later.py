# row: F6
# tries: to leave a process that writes the gradebook after the grading
# expect: forbidden
# says: left behind
# holds: nobody survives the closing of a room
import os
import time

if os.fork() == 0:
    os.setsid()
    for _ in range(100_000):
        time.sleep(0.05)
        try:
            open("@GRADERS@/gradebook.db", "w").write("passed")
        except OSError:
            pass
    os._exit(0)
print("left behind")


def double(x):
    return 0
