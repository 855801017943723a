# %% lines
def number_lines(items):
    lines = []
    for number, item in enumerate(items, 1):
        lines.append(number + ". " + item)
    return lines
