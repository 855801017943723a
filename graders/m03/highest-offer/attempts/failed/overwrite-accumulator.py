# %% offer
def highest_offer(offers):
    best = None
    for offer in offers:
        best = offer
    return best
