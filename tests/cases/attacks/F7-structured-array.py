# row: F7
# tries: array types that hold pointers or named fields
# expect: failed error
# holds: only plain array types cross
import numpy as np


def double(x):
    return np.zeros(3, dtype=[("a", "O"), ("b", "i4", (2, 2))])
