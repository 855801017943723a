# row: R3
# tries: to read tokens from its environment, by Python and by C
# expect: failed
# says: names
# holds: the room's environment is made for it
import ctypes
import os

libc = ctypes.CDLL(None)
libc.getenv.restype = ctypes.c_char_p
print("names", dict(os.environ), libc.getenv(b"KONEXIO_TOKEN"), libc.getenv(b"SECRET"))


def double(x):
    return [dict(os.environ), str(libc.getenv(b"KONEXIO_TOKEN"))]
