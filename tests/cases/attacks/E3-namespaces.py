# row: E3
# tries: new namespaces by unshare, clone and clone3
# expect: failed
# says: made: 0
# holds: no new namespaces
import ctypes
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
made = 0
for flag in (0x10000000, 0x20000, 0x40000000, 0x8000000, 0x20000000, 0x4000000, 0x2000000, 0x80):
    made += libc.unshare(flag) == 0
    number = 56 if platform.machine() == "x86_64" else 220
    result = libc.syscall(ctypes.c_long(number), ctypes.c_long(flag | 17), None, None, None, None)
    if result == 0:
        os._exit(0)
    made += result > 0
args = (ctypes.c_uint64 * 8)(0x10000000, 0, 0, 0, 17, 0, 0, 0)
result = libc.syscall(ctypes.c_long(435), ctypes.byref(args), ctypes.c_size_t(64))
if result == 0:
    os._exit(0)
made += result > 0
print("made:", made)


def double(x):
    return 0
