# %% clean
def clean_list(items):
    clean = []
    for item in items:
        item.strip()
        if item != "" and item not in clean:
            clean.append(item)
    return clean
