# %% top
def top_three(scores):
    return sorted(scores, reverse=True)[:3]
