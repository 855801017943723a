# row: R4
# tries: to use open files that it has inherited
# expect: failed
# says: open: 4
# holds: a room has the null device and its own socket, and no other open file
import os
import stat

opened = []
for fd in range(0, 70_000):
    try:
        facts = os.fstat(fd)
    except OSError:
        continue
    opened.append((fd, stat.S_IFMT(facts.st_mode)))
    if not stat.S_ISSOCK(facts.st_mode):
        try:
            print(os.listdir(fd))
        except OSError:
            pass
        for name in ("..", "@GRADERS@", "."):
            try:
                print(os.open(name, os.O_RDONLY, dir_fd=fd) if not name.startswith("/") else "")
            except OSError:
                pass
print("open:", len(opened))


def double(x):
    return opened
