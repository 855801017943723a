# row: R4
# tries: to learn who is at the other end of its socket, and to hold on to it
# expect: failed
# says: peer
# holds: the judge is a stranger to the room: no number, nothing to signal
import os
import signal
import socket
import stat
import struct

SO_PEERPIDFD = 77
for fd in range(3, 128):
    try:
        if not stat.S_ISSOCK(os.fstat(fd).st_mode):
            continue
    except OSError:
        continue
    with socket.socket(fileno=os.dup(fd)) as judge:
        pid, uid, gid = struct.unpack("3i", judge.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        print("peer", pid)
        assert pid == 0, "the judge can be named"
        try:
            pidfd = judge.getsockopt(socket.SOL_SOCKET, SO_PEERPIDFD)
            signal.pidfd_send_signal(pidfd, 0)
            print("signalled")
        except OSError as problem:
            print("peer refused", problem)


def double(x):
    return 0
