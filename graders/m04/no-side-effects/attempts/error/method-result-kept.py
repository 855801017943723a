# %% top
def top_three(scores):
    ordered = scores.copy()
    ordered = ordered.sort(reverse=True)
    return ordered[:3]
