# row: D3
# tries: a daemon, two forks away, deaf to signals
# expect: failed error forbidden
# holds: nobody survives the closing of a room
# limits: processes=4
import os
import signal
import time

if os.fork() == 0:
    os.setsid()
    for number in signal.valid_signals():
        try:
            signal.signal(number, signal.SIG_IGN)
        except OSError:
            pass
    if os.fork() == 0:
        os.closerange(0, 128)
        while True:
            time.sleep(0.05)
    os._exit(0)
os.wait()


def double(x):
    return 0
