# %% add
def add_visits(count, new):
    count = int(input("Visits: "))
    new = int(input("New: "))
    return count + new
# %% day
visits = add_visits(visits, today)
