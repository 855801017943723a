# row: OK
# expect: passed
# holds: a cell that fails does not cost the cells after it
1 / 0

# %% second
def double(x):
    return x * 2
