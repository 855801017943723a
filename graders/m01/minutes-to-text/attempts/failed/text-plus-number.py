# %% time
def time_text(minutes):
    hours = minutes // 60
    rest = minutes % 60
    return str(hours) + " h " + str(rest)
