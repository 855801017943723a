# row: F9
# tries: to read its own memory page by page: heap, stack, arguments and environment
# expect: failed
# says: bytes read
# holds: no secret has ever been in the memory that a room is made of
import ctypes
import os
import re

libc = ctypes.CDLL(None, use_errno=True)
libc.sbrk.restype = ctypes.c_void_p
libc.sbrk.argtypes = [ctypes.c_long]
libc.write.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t]
reading, writing = os.pipe()
SECRET = re.compile(rb"canary-[a-z]+-[0-9a-f]{32}")


def pages(start, count):
    for number in range(count):
        # The kernel says which pages there are: no crash where there is none.
        if libc.write(writing, (start & ~4095) + number * 4096, 4096) == 4096:
            yield os.read(reading, 4096)


stack = ctypes.c_void_p.in_dll(libc, "environ").value
heap = libc.sbrk(0)
arena = id(object()) & ~0xFFFFF
seen = b"".join(
    part
    for start, count in ((heap - (64 << 20), 16_384), (stack - (1 << 20), 1024), (arena - (16 << 20), 8192))
    for part in pages(start, count)
)
print("bytes read", len(seen) > 1_000_000, SECRET.findall(seen))


def double(x):
    return [one.decode() for one in SECRET.findall(seen)]
