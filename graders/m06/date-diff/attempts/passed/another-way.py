# %% late
from datetime import date


def days_late(expected, arrived):
    days = []
    for text in (expected, arrived):
        day, month, year = text.split("/")
        days.append(date(int(year), int(month), int(day)).toordinal())
    if days[1] <= days[0]:
        return 0
    return days[1] - days[0]
