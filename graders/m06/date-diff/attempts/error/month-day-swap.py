# %% late
def days_late(expected, arrived):
    start = datetime.strptime(expected, "%m/%d/%Y")
    end = datetime.strptime(arrived, "%m/%d/%Y")
    return max(0, (end - start).days)
