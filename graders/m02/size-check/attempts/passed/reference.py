# %% size
def valid_size(size):
    return size.upper() in ("S", "M", "L")
