# %% offer
def highest_offer(offers):
    if len(offers) == 0:
        return None
    best = offers[0]
    for position in range(1, len(offers)):
        if best < offers[position]:
            best = offers[position]
    return best
