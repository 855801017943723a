# row: D3
# tries: children that nobody waits for
# expect: forbidden
# says: left
# holds: a dead child counts, and goes with its room
import os

for _ in range(10):
    try:
        if os.fork() == 0:
            os._exit(0)
    except OSError:
        print("left")
