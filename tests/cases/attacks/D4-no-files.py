# row: D4
# tries: pipes, sockets, devices and locked folders among the files
# expect: failed forbidden
# says: mkfifo refused; bind refused; mknod refused
# holds: only regular files are read; nothing is waited for
import os
import socket

try:
    os.mkfifo("prices.txt")
except OSError:
    print("mkfifo refused")
try:
    socket.socket(socket.AF_UNIX).bind("socket")
except OSError:
    print("bind refused")
for kind in (0o020666, 0o060666):
    try:
        os.mknod("device", kind, os.makedev(1, 3))
    except OSError:
        print("mknod refused")
os.mkdir("locked")
open("locked/file", "w").close()
os.chmod("locked", 0)


def double(x):
    return 0

# %% checks
def test_files(files):
    for name in ("prices.txt", "socket", "device", "locked/file"):
        files.bytes(name)
