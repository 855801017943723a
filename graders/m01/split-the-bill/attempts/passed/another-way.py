# %% share
def split_bill(total, people):
    return divmod(total, people)
