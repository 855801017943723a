# %% clean
def clean_list(items):
    clean = []
    for item in items:
        text = item.strip()
        if text != "" and text not in clean:
            clean.append(text)
        return clean
