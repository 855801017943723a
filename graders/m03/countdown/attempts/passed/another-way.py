# %% days
def countdown(n):
    return [*range(n, 0, -1), "today"]
