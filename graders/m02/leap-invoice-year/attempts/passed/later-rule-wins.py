# %% days
def days_in_year(year):
    days = 365
    if year % 4 == 0:
        days = 366
    if year % 100 == 0:
        days = 365
    if year % 400 == 0:
        days = 366
    return days
