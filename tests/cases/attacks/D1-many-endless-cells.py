# row: D1
# tries: a notebook of nothing but endless cells
# expect: timeout
# limits: seconds=1 notebook_seconds=0.2
# holds: after a few lost cells the notebook is given up
while True:
    pass

# %% a
while True:
    pass

# %% b
while True:
    pass

# %% c
while True:
    pass

# %% d
while True:
    pass

# %% e
while True:
    pass

# %% f
while True:
    pass
