# row: E3
# tries: to become dumpable, and to look into the other processes of its room
# expect: failed
# says: looked into: 0
# holds: no process can be traced
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
libc.prctl(4, 1, 0, 0, 0)
libc.prctl(0x59616D61, -1, 0, 0, 0)
looked = 0
for pid in (1, 2, 3, os.getppid()):
    looked += libc.ptrace(16, pid, None, None) == 0
    try:
        os.open(f"/proc/{pid}/mem", os.O_RDWR)
        looked += 1
    except OSError:
        pass
print("looked into:", looked)


def double(x):
    return 0
