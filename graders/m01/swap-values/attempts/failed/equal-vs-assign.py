# %% exchange
def exchange(price, quantity):
    old_price = price
    price == quantity
    quantity == old_price
    return price, quantity
