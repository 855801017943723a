# %% add
def add_visits(count, new):
    visits += new
    return visits
# %% day
visits = add_visits(visits, today)
