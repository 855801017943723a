# %% days
def countdown(n):
    days = []
    while n > 0:
        days = days + [n]
    days.append("today")
    return days
