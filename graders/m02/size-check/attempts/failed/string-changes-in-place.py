# %% size
def valid_size(size):
    size.upper()
    return size in ("S", "M", "L")
