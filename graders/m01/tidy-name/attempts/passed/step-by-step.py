# %% tidy
def tidy_name(name):
    name = name.strip()
    name = name.title()
    while "  " in name:
        name = name.replace("  ", " ")
    return name
