# row: F7
# tries: an array of objects, whose file format is a pickle
# expect: failed
# holds: arrays are taken apart into plain values
import numpy as np


class Bomb:
    def __reduce__(self):
        return (open, ("@OUTSIDE@/@MARK@", "w"))


def double(x):
    return np.array([Bomb(), None, {"x": Bomb()}], dtype=object)
