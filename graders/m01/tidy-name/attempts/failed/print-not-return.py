# %% tidy
def tidy_name(name):
    words = name.split()
    print(" ".join(words).title())
