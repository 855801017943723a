# %% tidy
def tidy_name(name):
    words = name.split()
    return " ".join(words).title()
