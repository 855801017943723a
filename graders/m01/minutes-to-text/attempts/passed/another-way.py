# %% time
def time_text(minutes):
    hours, rest = divmod(minutes, 60)
    return str(hours) + " h " + str(rest).zfill(2)
