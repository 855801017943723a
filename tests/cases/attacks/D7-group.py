# row: D7
# tries: to signal the process group and the session that it came from
# expect: failed
# says: tried
# holds: a room is a session of its own
import os
import signal

for group in (os.getpgrp(), os.getsid(0), 2):
    if group not in (os.getpid(), 0):
        try:
            os.killpg(group, signal.SIGKILL)
        except OSError:
            pass
for pid in range(2, 2_000):
    if pid != os.getpid():
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            pass
print("tried")


def double(x):
    return 0
