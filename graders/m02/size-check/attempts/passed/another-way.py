# %% size
def valid_size(size):
    small = size.lower()
    if small == "s" or small == "m" or small == "l":
        return True
    else:
        return False
