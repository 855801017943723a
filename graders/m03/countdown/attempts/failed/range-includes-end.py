# %% days
def countdown(n):
    days = []
    for day in range(n, 1, -1):
        days.append(day)
    days.append("today")
    return days
