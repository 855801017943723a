# %% count
def count_words(text):
    for sign in SIGNS:
        text = text.replace(sign, " ")
    words = text.lower().split()
    count = {}
    for i in words:
        count[words[i]] = count.get(words[i], 0) + 1
    return count
