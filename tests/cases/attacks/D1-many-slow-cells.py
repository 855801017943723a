# row: D1
# tries: many cells, each just within the time of a notebook
# expect: timeout
# limits: notebook_seconds=0.4
# holds: the time is the notebook's, not the cell's
import time

time.sleep(0.3)

# %% second
time.sleep(0.3)

# %% third
time.sleep(0.3)

# %% fourth
time.sleep(0.3)

# %% fifth
time.sleep(0.3)


# %% sixth
def double(x):
    return x * 2
