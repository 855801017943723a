# %% late
def count_late(days):
    late = 0
    for day in days:
        if day > 3:
            late += 1
            return late
    return late
