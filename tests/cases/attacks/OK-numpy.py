# row: OK
# expect: passed
# holds: arrays and tables cross by value
import numpy as np
import pandas as pd


def double(x):
    return x * 2


def matrix(n):
    return np.arange(n * n, dtype="int32").reshape(n, n)


def table():
    return pd.read_csv("prices.csv", dtype={"price": "Int64"}).set_index("item")

# %% checks
def test_numpy():
    import numpy as np
    import pandas as pd

    assert (matrix(3) == np.arange(9).reshape(3, 3)).all()
    assert double(np.array([1.5, 2.0])).tolist() == [3.0, 4.0]
    assert table()["price"].sum() == 12
    assert list(table().index) == ["pen", "book"]
    assert double(pd.Series([1, 2])).tolist() == [2, 4]
