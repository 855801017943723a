# %% share
def split_bill(total, people):
    each = total // people
    left = total % people
    print(left)
    return each
