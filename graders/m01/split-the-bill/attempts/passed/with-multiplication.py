# %% share
def split_bill(total, people):
    each = int(total / people)
    return each, total - each * people
