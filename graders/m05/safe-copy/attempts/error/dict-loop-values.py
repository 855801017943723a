# %% copy
def next_year(price_list):
    prices = {}
    for price in price_list["prices"]:
        prices[price] = plus_5_percent(price)
    return {"year": price_list["year"] + 1, "prices": prices}
