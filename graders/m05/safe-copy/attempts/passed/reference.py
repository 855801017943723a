# %% copy
def next_year(price_list):
    prices = {}
    for item, price in price_list["prices"].items():
        prices[item] = plus_5_percent(price)
    return {"year": price_list["year"] + 1, "prices": prices}
