# %% lines
def number_lines(items):
    lines = []
    for number in range(1, len(items) + 1):
        lines.append(f"{number}. {items[number]}")
    return lines
