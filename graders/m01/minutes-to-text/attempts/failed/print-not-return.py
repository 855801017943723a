# %% time
def time_text(minutes):
    hours = minutes // 60
    rest = minutes % 60
    print(f"{hours} h {rest:02}")
