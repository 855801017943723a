# %% days
def countdown(n):
    days = []
    while n > 0:
        days.append(n)
        n = n - 1
        return days
    days.append("today")
    return days
