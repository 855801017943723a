# %% offer
def highest_offer(offers):
    best = None
    for offer in offers:
        if best is None or offer > best:
            best = offer
    return best
