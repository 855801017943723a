# %% clean
def clean_list(items):
    for position in range(len(items)):
        items[position] = items[position].strip()
    clean = []
    for item in items:
        if item != "" and item not in clean:
            clean.append(item)
    return clean
