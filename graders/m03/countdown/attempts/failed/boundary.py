# %% days
def countdown(n):
    days = []
    while n >= 0:
        days.append(n)
        n = n - 1
    days.append("today")
    return days
