# %% lines
def number_lines(items):
    lines = []
    for number, item in enumerate(items):
        lines.append(f"{number}. {item}")
    return lines
