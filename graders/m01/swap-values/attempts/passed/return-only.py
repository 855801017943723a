# %% exchange
def exchange(price, quantity):
    return quantity, price
