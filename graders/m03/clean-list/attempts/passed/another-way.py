# %% clean
def clean_list(items):
    texts = [item.strip() for item in items]
    return [text for place, text in enumerate(texts) if text and texts.index(text) == place]
