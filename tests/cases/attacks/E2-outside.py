# row: E2
# tries: to write into homes, packages, the system and the root
# expect: failed
# says: written: 0
# holds: nothing can be written but the room's own folder
import os
import sys

written = 0
for folder in (
    "@HOME@", "@OUTSIDE@", "@GRADERS@", "/", "/etc", "/usr/lib", "/dev", "/dev/shm", "/proc", "/var/tmp",
    os.path.dirname(os.__file__), *[p for p in sys.path if "packages" in p], sys.prefix,
):
    for make in (lambda p: open(p, "w"), os.mkdir, lambda p: os.symlink("/", p), os.mkfifo):
        try:
            make(f"{folder}/@MARK@")
            written += 1
        except OSError:
            pass
print("written:", written)


def double(x):
    return 0
