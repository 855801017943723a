# row: F1
# tries: arrays and tables that compare to anything, item by item
# expect: failed
# holds: an array is not a yes
import numpy as np
import pandas as pd

turn = iter([np.array([]), np.ones((2, 2)), pd.DataFrame(), pd.Series([], dtype=object), pd.NA])


def double(x):
    return next(turn, np.array([[]]))
