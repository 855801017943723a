# %% lines
def number_lines(items):
    number = 0
    lines = []
    for item in items:
        number += 1
        lines += [f"{number}. {item}"]
    return lines
