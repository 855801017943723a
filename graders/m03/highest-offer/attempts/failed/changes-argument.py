# %% offer
def highest_offer(offers):
    if offers == []:
        return None
    offers.sort()
    return offers[-1]
