# %% tidy
def tidy_name(name):
    return name.title
