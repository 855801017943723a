# %% prices
def new_prices(prices):
    for price in prices:
        print(round_money(price * Decimal("1.10")))
