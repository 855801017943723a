# %% top
def top_three(scores):
    top = scores
    top.sort(reverse=True)
    del top[3:]
    return top
