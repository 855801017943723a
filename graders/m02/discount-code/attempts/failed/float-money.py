# %% price
def final_price(price, code):
    if code.upper() == "SAVE10":
        price = price * Decimal("0.90")
    return round(price * Decimal("1.20"), 2)
