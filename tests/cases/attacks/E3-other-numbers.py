# row: E3
# tries: system calls by the numbers of another architecture
# expect: error
# holds: calls of another architecture end the process
import ctypes
import mmap
import os
import platform

libc = ctypes.CDLL(None)


def beyond_arm64(x):
    # No code of arm64 leads to 32-bit calls: only bits beyond the kernel's numbers are left.
    made = [libc.syscall(ctypes.c_long(high + 198), 2, 1, 0) for high in (1 << 30, 1 << 32)]
    return x * 2 if max(made) >= 0 else os._exit(1)


def double(x):
    if platform.machine() != "x86_64":
        return beyond_arm64(x)
    if isinstance(x, str):
        # x32: the call's number with a high bit; getpid would be allowed without it.
        return libc.syscall(ctypes.c_long(0x40000000 + 39))
    # int 0x80 with eax=20: getpid as 32-bit programs call it.
    code = b"\xb8\x14\x00\x00\x00\xcd\x80\xc3"
    memory = mmap.mmap(-1, 4096, prot=7)
    memory.write(code)
    address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    return ctypes.CFUNCTYPE(ctypes.c_int)(address)()
