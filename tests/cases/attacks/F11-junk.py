# row: F11
# tries: bytes that are no frame
# expect: error memory
# holds: any violation of the protocol ends the room
import os
import stat

sockets = [fd for fd in range(3, 128) if os.path.exists("/") and _is_socket(fd)] if False else []
for fd in range(3, 128):
    try:
        if stat.S_ISSOCK(os.fstat(fd).st_mode):
            sockets.append(fd)
    except OSError:
        pass
os.write(sockets[0], b"passed passed passed passed")
