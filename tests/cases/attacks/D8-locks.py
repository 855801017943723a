# row: D8
# tries: to leave and to read a message in locks, flags and signals of what all rooms have open
# expect: failed
# says: left: []; read: []
# holds: each room opens its own standard files, and no lock is kept
import fcntl
import os
import struct

LOCK = struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 1000, 42, 0)
left, read = [], []


def tried(into, *given):
    try:
        into.append(fcntl.fcntl(*given))
    except PermissionError:
        pass


anew = os.open("/dev/null", os.O_RDWR)
for number in (0, 1, 2, anew):
    for command, value in ((fcntl.F_SETSIG, 42), (fcntl.F_SETOWN, os.getpid()), (15, b"\0" * 8)):
        tried(left, number, command, value)
    for command in (fcntl.F_SETLEASE, fcntl.F_NOTIFY):
        tried(left, number, command, 0)
    for command in (fcntl.F_SETLK, fcntl.F_OFD_SETLK):
        fcntl.fcntl(number, command, LOCK)
    fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    for command in (fcntl.F_GETLK, fcntl.F_OFD_GETLK):
        tried(read, number, command, LOCK)
    for command in (fcntl.F_GETSIG, fcntl.F_GETOWN, fcntl.F_GETLEASE):
        tried(read, number, command)
    if fcntl.fcntl(number, fcntl.F_GETFL) & (os.O_APPEND | os.O_NONBLOCK):
        read.append("flags")
for number in range(3):
    fcntl.fcntl(number, fcntl.F_SETFL, os.O_APPEND | os.O_NONBLOCK)
print("left:", left)
print("read:", read)


def double(x):
    return 0
