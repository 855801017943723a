# %% price
def final_price(price, code):
    code.upper()
    if code == "SAVE10":
        price = price * Decimal("0.90")
    total = price * Decimal("1.20")
    return total.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
