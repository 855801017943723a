# %% offer
def highest_offer(offers):
    best = 0
    for offer in offers:
        if offer > best:
            best = offer
    return best
