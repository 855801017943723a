# %% lines
def number_lines(items):
    lines = []
    for number in range(1, len(items)):
        lines.append(f"{number}. {items[number - 1]}")
    return lines
