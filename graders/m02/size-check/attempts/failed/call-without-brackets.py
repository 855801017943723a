# %% size
def valid_size(size):
    big = size.upper
    return big in ("S", "M", "L")
