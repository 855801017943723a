# row: F11
# tries: a frame that never ends
# expect: timeout
# limits: seconds=0.3
# holds: a frame has its time
import os
import stat
import time


def double(x):
    for fd in range(3, 128):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, b"\0\0\0\x7f{")
        except OSError:
            pass
    while True:
        time.sleep(1)
