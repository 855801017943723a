# %% pairs
def pair_up(names, phones):
    names = names.copy()
    phones = phones.copy()
    while len(names) < len(phones):
        names.append("missing")
    while len(phones) < len(names):
        phones.append("missing")
    return list(zip(names, phones))
