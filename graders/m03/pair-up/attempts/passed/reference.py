# %% pairs
def pair_up(names, phones):
    pairs = []
    for position in range(max(len(names), len(phones))):
        name = "missing"
        if position < len(names):
            name = names[position]
        phone = "missing"
        if position < len(phones):
            phone = phones[position]
        pairs.append((name, phone))
    return pairs
