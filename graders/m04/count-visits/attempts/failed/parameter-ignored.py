# %% add
def add_visits(count, new):
    global visits
    visits += new
    return visits
# %% day
add_visits(visits, today)
