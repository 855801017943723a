# %% price
def final_price(price, code):
    discount = 0
    if code.lower() == "save10":
        discount = price / 10
    price = price - discount
    tax = price * 20 / 100
    return (price + tax).quantize(Decimal("0.01"), ROUND_HALF_UP)
