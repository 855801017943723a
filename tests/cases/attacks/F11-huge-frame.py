# row: F11
# tries: a header that announces four gigabytes
# expect: memory error
# holds: a length is checked before anything is read
import os
import stat


def double(x):
    for fd in range(3, 128):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, b"\xff\xff\xff\xff" + bytes(1000))
        except OSError:
            pass
    return x * 2
