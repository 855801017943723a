# %% add
def add_visits(count, new):
    count += new
    return count
# %% day
total = add_visits(visits, today)
visits = total
