# row: E2
# tries: to change the permissions and the times of what it was given open
# expect: failed
# says: changed: 0
# holds: what a room is given open is not the machine's own
import os

changed = 0
for fd in (0, 1, 2):
    for change in (
        lambda: os.fchmod(fd, 0o600),
        lambda: os.fchown(fd, os.getuid(), os.getgid()),
        lambda: os.utime(fd, None),
        lambda: os.utime(fd, (0, 0)),
        lambda: os.utime("/dev/null", None),
        lambda: os.chmod("/dev/null", 0o600),
        lambda: os.setxattr(fd, "user.x", b"x"),
    ):
        try:
            change()
            changed += 1
        except OSError:
            pass
print("changed:", changed)


def double(x):
    return 0
