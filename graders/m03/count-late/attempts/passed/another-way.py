# %% late
def count_late(days):
    late = [day for day in days if day >= 4]
    return len(late)
