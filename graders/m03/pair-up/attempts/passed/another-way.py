# %% pairs
from itertools import zip_longest


def pair_up(names, phones):
    return list(zip_longest(names, phones, fillvalue="missing"))
