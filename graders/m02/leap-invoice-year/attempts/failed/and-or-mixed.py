# %% days
def days_in_year(year):
    if year % 4 == 0 and (year % 100 != 0 and year % 400 == 0):
        return 366
    else:
        return 365
