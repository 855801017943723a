# %% clean
def clean_list(items):
    for item in items:
        if item.strip() == "" or items.count(item) > 1:
            items.remove(item)
    return items
