# %% size
def valid_size(size):
    if size.upper() == "S" or "M" or "L":
        return True
    else:
        return False
