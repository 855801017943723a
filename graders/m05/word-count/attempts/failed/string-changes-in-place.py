# %% count
def count_words(text):
    for sign in SIGNS:
        text.replace(sign, " ")
    text.lower()
    count = {}
    for word in text.split():
        count[word] = count.get(word, 0) + 1
    return count
