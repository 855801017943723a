# %% top
def top_three(scores):
    scores.sort(reverse=True)
    return scores[:3]
