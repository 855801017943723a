# row: F4
# tries: builtins that agree with everything, beneath the room's own feet
# expect: error failed
# holds: a room that cannot speak any more is broken
import builtins

builtins.isinstance = builtins.issubclass = lambda *a: True
builtins.len = lambda *a: 42


def double(x):
    return 0
