# %% exchange
def exchange(price, quantity):
    price, quantity = quantity, price
    return price, quantity
