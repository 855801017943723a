# row: D1
# tries: to hold up the room itself when it is branched
# expect: timeout error
# limits: seconds=1
# holds: a room that does not branch in time is ended
import os
import time


def wait():
    while True:
        time.sleep(1)


os.register_at_fork(before=wait, after_in_child=wait, after_in_parent=wait)
