# row: D1
# tries: many cells, each just within the time of a notebook
# expect: timeout
# limits: notebook_seconds=1
# holds: the time is the notebook's, not the cell's
import time

time.sleep(0.6)

# %% second
time.sleep(0.6)

# %% third
time.sleep(0.6)

# %% fourth
time.sleep(0.6)

# %% fifth
time.sleep(0.6)


# %% sixth
def double(x):
    return x * 2
