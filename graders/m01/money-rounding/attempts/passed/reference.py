# %% rounding
def round_money(text):
    amount = Decimal(text).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return str(amount)
