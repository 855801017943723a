# %% copy
def next_year(price_list):
    new = price_list
    new["year"] = new["year"] + 1
    for item in new["prices"]:
        new["prices"][item] = plus_5_percent(new["prices"][item])
    return new
