# row: D1
# tries: to run code between the questions, by a timer's signal
# expect: failed error timeout forbidden missing
# limits: seconds=2
# holds: what runs between questions is in the room too
import os
import signal


def ring(*_):
    try:
        os.write(1, b"ring")
        open("rung", "a").write("x")
    except OSError:
        pass


signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)


def double(x):
    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    return 0
