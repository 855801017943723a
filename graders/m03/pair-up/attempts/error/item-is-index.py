# %% pairs
def pair_up(names, phones):
    pairs = []
    for name in names:
        pairs.append((names[name], phones[name]))
    return pairs
