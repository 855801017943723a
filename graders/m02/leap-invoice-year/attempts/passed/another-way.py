# %% days
def days_in_year(year):
    days = 365
    if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        days = days + 1
    return days
