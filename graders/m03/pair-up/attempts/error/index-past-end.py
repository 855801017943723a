# %% pairs
def pair_up(names, phones):
    pairs = []
    for position in range(max(len(names), len(phones))):
        pairs.append((names[position], phones[position]))
    return pairs
