# row: D7
# tries: to interrupt the first process of its namespace
# expect: error failed
# holds: signals reach the room's own processes only
import os
import resource
import signal

for number in (signal.SIGSTOP, signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1):
    os.kill(1, number)
try:
    resource.prlimit(1, resource.RLIMIT_NOFILE, (0, 0))
except OSError:
    pass
os.kill(1, signal.SIGINT)


def double(x):
    return 0
