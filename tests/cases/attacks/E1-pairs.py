# row: E1
# tries: pairs of sockets of families that are not unix
# expect: failed
# says: pairs refused: 7
# holds: no socket but unix sockets
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
refused = 0
for family in (2, 10, 16, 17, 30, 38, 40):
    ends = (ctypes.c_int * 2)()
    libc.socketpair(family, 1, 0, ends)
    refused += ctypes.get_errno() == 1
print("pairs refused:", refused)


def double(x):
    return 0
