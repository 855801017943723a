# %% fee
def delivery_fee(total):
    total = Decimal("30")
    if total < 50:
        return 5
    else:
        return 0
