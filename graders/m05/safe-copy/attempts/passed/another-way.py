# %% copy
from copy import deepcopy


def next_year(price_list):
    new = deepcopy(price_list)
    new["year"] += 1
    for item in new["prices"]:
        new["prices"][item] = plus_5_percent(new["prices"][item])
    return new
