# %% fee
def delivery_fee(total):
    if total > 50:
        return 0
    else:
        return 5
