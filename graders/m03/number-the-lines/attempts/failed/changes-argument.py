# %% lines
def number_lines(items):
    for position in range(len(items)):
        items[position] = f"{position + 1}. {items[position]}"
    return items
