# row: D7
# tries: to kill every process that it may signal
# expect: failed error
# holds: signals reach the room's own processes only
import os
import signal


def double(x):
    for target in (-1, 0, 1, os.getppid()):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
            try:
                if target:
                    os.kill(target, number)
            except OSError:
                pass
    return 0
