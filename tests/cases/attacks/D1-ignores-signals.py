# row: D1
# tries: to sleep and to ignore every signal that can be ignored
# expect: timeout
# limits: seconds=1 notebook_seconds=0.3
# holds: the judge's clock ends a room
import signal
import time

for number in signal.valid_signals():
    try:
        signal.signal(number, signal.SIG_IGN)
    except OSError:
        pass
while True:
    try:
        time.sleep(1)
    except BaseException:
        pass
