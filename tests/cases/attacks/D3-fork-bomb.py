# row: D3
# tries: a fork bomb
# expect: failed error
# says: refused
# holds: no processes but the room's own
import os

children = []
for _ in range(1_000):
    try:
        pid = os.fork()
        if pid == 0:
            while True:
                try:
                    os.fork()
                except OSError:
                    pass
        children.append(pid)
    except OSError as problem:
        print("refused", problem)
        break
for pid in children:
    os.kill(pid, 9)
    os.waitpid(pid, 0)


def double(x):
    return os.fork()
