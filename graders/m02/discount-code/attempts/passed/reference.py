# %% price
def final_price(price, code):
    if code.upper() == "SAVE10":
        price = price * Decimal("0.90")
    total = price * Decimal("1.20")
    return total.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
