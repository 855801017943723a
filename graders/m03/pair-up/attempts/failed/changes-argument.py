# %% pairs
def pair_up(names, phones):
    while len(names) < len(phones):
        names.append("missing")
    while len(phones) < len(names):
        phones.append("missing")
    pairs = []
    for position in range(len(names)):
        pairs.append((names[position], phones[position]))
    return pairs
