# %% late
def days_late(expected, arrived):
    if arrived <= expected:
        return 0
    start = datetime.strptime(expected, "%d/%m/%Y")
    end = datetime.strptime(arrived, "%d/%m/%Y")
    return (end - start).days
