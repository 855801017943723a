# row: D6
# tries: to crash the interpreter
# expect: error
# holds: a crash costs its own check
import ctypes


def double(x):
    return ctypes.string_at(0) if isinstance(x, str) else x * 2
