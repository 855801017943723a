# %% tidy
def tidy_name(name):
    name.strip()
    name.title()
    return name
