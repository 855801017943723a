# row: E1
# tries: datagrams, raw sockets and the kernel's own families
# expect: failed
# says: refused
# holds: no socket but unix sockets, and none of those leads out
import socket

for family, kind, protocol in (
    (socket.AF_INET, socket.SOCK_DGRAM, 0), (socket.AF_INET, socket.SOCK_RAW, 1),
    (socket.AF_PACKET, socket.SOCK_RAW, 0), (socket.AF_NETLINK, socket.SOCK_RAW, 0),
    (40, socket.SOCK_STREAM, 0), (38, 5, 0), (30, 1, 0), (44, 3, 0), (1 << 32 | 2, 2, 0),
):
    try:
        with socket.socket(family, kind, protocol) as out:
            out.sendto(b"hello", ("127.0.0.1", @PORT@))
            print("sent")
    except (OSError, OverflowError) as problem:
        print("refused", problem)


def double(x):
    return 0
