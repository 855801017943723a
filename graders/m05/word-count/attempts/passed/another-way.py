# %% count
def count_words(text):
    clean = ""
    for letter in text:
        if letter in SIGNS:
            letter = " "
        clean += letter.lower()
    words = clean.split()
    return {word: words.count(word) for word in words}
