# row: F7
# tries: an object that runs code where it is unpickled or copied
# expect: failed
# holds: nothing from a room is ever unpickled, copied or evaluated
import os


class Bomb:
    def __reduce__(self):
        return (os.system, ("touch @OUTSIDE@/@MARK@",))

    __reduce_ex__ = __reduce__

    def __getstate__(self):
        return 1 / 0


def double(x):
    return [Bomb(), {"bomb": Bomb()}]
