# row: E1
# tries: to reach a listener on this machine, and names elsewhere
# expect: failed
# says: refused
# holds: no network, not even this machine's own
import socket

for family, address in (
    (socket.AF_INET, ("127.0.0.1", @PORT@)),
    (socket.AF_INET6, ("::1", @PORT@)),
    (socket.AF_INET6, ("::ffff:127.0.0.1", @PORT@)),
):
    try:
        with socket.socket(family, socket.SOCK_STREAM) as out:
            out.settimeout(2)
            out.connect(address)
            out.sendall(b"hello")
            print("connected")
    except OSError as problem:
        print("refused", problem)


def double(x):
    import urllib.request

    try:
        return urllib.request.urlopen("http://127.0.0.1:@PORT@/", timeout=2).read()
    except OSError:
        return 0
