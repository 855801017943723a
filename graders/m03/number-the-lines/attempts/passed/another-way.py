# %% lines
def number_lines(items):
    return [str(i + 1) + ". " + items[i] for i in range(len(items))]
