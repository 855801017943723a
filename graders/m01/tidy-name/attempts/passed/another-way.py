# %% tidy
def tidy_name(name):
    words = []
    for word in name.split():
        parts = [part.capitalize() for part in word.split("-")]
        words.append("-".join(parts))
    return " ".join(words)
