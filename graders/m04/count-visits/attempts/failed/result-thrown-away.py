# %% add
def add_visits(count, new):
    return count + new
# %% day
add_visits(visits, today)
