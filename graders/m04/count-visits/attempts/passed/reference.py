# %% add
def add_visits(count, new):
    return count + new
# %% day
visits = add_visits(visits, today)
