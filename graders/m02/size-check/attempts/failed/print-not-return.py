# %% size
def valid_size(size):
    big = size.upper()
    print(big == "S" or big == "M" or big == "L")
