# %% days
def countdown(n):
    days = ["today"]
    day = 1
    while day <= n:
        days.insert(0, day)
        day += 1
    return days
