# %% fee
def delivery_fee(total):
    fee = Decimal("5.00")
    if total >= Decimal("50"):
        fee = Decimal("0.00")
    return fee
