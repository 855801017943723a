# %% fee
def delivery_fee(total):
    if total >= 50:
        print(0)
    else:
        print(5)
