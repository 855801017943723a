# row: F9
# tries: to read its own memory byte by byte, heap and environment
# expect: failed
# says: bytes read
# holds: no secret has ever been in the memory that a room is made of
import ctypes
import re

import numpy as np

libc = ctypes.CDLL(None)
start = id(object()) & ~0xFFFFF
seen = b""
for name in ("environ", "program_invocation_name"):
    pointer = ctypes.c_void_p.in_dll(libc, name).value
    seen += ctypes.string_at(pointer, 4096)
libc.sbrk.restype = ctypes.c_void_p
libc.sbrk.argtypes = [ctypes.c_long]
end = libc.sbrk(0)
seen += ctypes.string_at(end - 131072, 131072)
print("bytes read", len(seen))
secrets = [one.decode() for one in re.findall(rb"canary-[a-z]+-[0-9a-f]{32}", seen)]
print(*secrets)


def double(x):
    return secrets
