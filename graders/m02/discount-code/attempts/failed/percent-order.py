# %% price
def final_price(price, code):
    percent = 20
    if code.upper() == "SAVE10":
        percent = 20 - 10
    total = price + price * percent / 100
    return total.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
