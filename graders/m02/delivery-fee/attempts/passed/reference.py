# %% fee
def delivery_fee(total):
    if total < 50:
        return 5
    else:
        return 0
