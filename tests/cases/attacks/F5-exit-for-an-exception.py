# row: F5
# tries: to end the process where a check expects any exception
# expect: error
# holds: the end of a room is no exception that a check could expect
import os


def double(x):
    os._exit(0)

# %% checks
def test_any():
    with pytest.raises(Exception):
        double(None)

def test_caught():
    try:
        value = double(1)
    except Exception:
        value = 2
    assert value == 2
