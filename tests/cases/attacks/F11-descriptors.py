# row: F11
# tries: to hand the judge open files along with the answers
# expect: error
# holds: the judge takes no descriptor from a room
import os
import socket
import stat


def double(x):
    pipe = os.pipe()
    for fd in range(3, 128):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                with socket.socket(fileno=os.dup(fd)) as judge:
                    socket.send_fds(judge, [b"\0\0\0\x02{}"], list(pipe) * 100)
        except OSError:
            pass
    return x * 2
