# row: D2
# tries: to fill pipes and sockets, which are the kernel's memory
# expect: failed
# says: pipes
# holds: the number of open files is limited, and with it what they hold
import fcntl
import os
import socket

kept = []
try:
    while True:
        reading, writing = os.pipe()
        kept.append((reading, writing))
        try:
            fcntl.fcntl(writing, 1031, 1 << 20)
        except OSError:
            pass
        os.set_blocking(writing, False)
        try:
            while os.write(writing, b"x" * 65_536):
                pass
        except BlockingIOError:
            pass
except OSError:
    pass
print("pipes", len(kept) < 128)
for pair in kept[:20]:
    os.close(pair[0])
    os.close(pair[1])


def double(x):
    return 0
