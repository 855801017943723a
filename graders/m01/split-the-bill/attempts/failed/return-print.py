# %% share
def split_bill(total, people):
    return print(total // people, total % people)
