# row: F5
# tries: to die of a signal
# expect: error
# holds: the end of a room is an error, and costs that submission alone
import os
import signal


def double(x):
    os.kill(os.getpid(), signal.SIGKILL)
