# %% size
def valid_size(size):
    valid = False
    for good in ["S", "M", "L", "s", "m", "l"]:
        if size == good:
            valid = True
    return valid
