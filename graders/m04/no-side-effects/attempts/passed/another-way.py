# %% top
def top_three(scores):
    rest = scores.copy()
    best = []
    while rest and len(best) < 3:
        high = max(rest)
        rest.remove(high)
        best.append(high)
    return best
