# row: E1
# tries: unix sockets, by path and by abstract name
# expect: failed
# says: refused
# holds: unix sockets lead nowhere
import socket

for address in ("@SOCKET@", "\0@MARK@", "/run/docker.sock", "/var/run/dbus/system_bus_socket"):
    try:
        with socket.socket(socket.AF_UNIX) as out:
            out.connect(address)
            print("connected", address)
    except OSError as problem:
        print("refused", problem)


def double(x):
    return 0
