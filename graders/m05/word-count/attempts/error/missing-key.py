# %% count
def count_words(text):
    for sign in SIGNS:
        text = text.replace(sign, " ")
    count = {}
    for word in text.lower().split():
        count[word] += 1
    return count
