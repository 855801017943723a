# row: D2
# tries: memory that no list shows: memfd, shm, mapped files, /dev/shm
# expect: failed
# says: refused
# holds: memory that outlives its process is not to be had
import ctypes
import mmap
import os
from multiprocessing import shared_memory

libc = ctypes.CDLL(None, use_errno=True)


def attempt(name, take):
    try:
        print(name, "taken", take())
    except (OSError, ValueError) as problem:
        print(name, "refused", type(problem).__name__)


def shmget():
    number = libc.shmget(0, 1 << 28, 0o1600)
    if number < 0:
        raise OSError(ctypes.get_errno(), "shmget")
    return number


attempt("memfd", lambda: os.memfd_create("@MARK@"))
attempt("shmget", shmget)
attempt("/dev/shm", lambda: open("/dev/shm/@MARK@", "wb"))
attempt("shared_memory", lambda: shared_memory.SharedMemory("@MARK@", create=True, size=1 << 20))
attempt("mmap", lambda: mmap.mmap(-1, 1 << 33))


def double(x):
    return 0
