# %% emails
def find_emails(text):
    emails = []
    for word in text.lower().split():
        word = word.strip(SIGNS)
        if "@" or "." in word:
            if word not in emails:
                emails.append(word)
    return emails
