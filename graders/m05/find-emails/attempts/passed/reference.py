# %% emails
def find_emails(text):
    emails = []
    for word in text.lower().split():
        word = word.strip(SIGNS)
        parts = word.split("@")
        if len(parts) == 2 and parts[0] != "" and "." in parts[1]:
            if word not in emails:
                emails.append(word)
    return emails
