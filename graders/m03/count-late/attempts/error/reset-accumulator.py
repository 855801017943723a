# %% late
def count_late(days):
    for day in days:
        late = 0
        if day > 3:
            late += 1
    return late
