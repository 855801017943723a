# %% emails
import re


def find_emails(text):
    words = [word.strip(SIGNS) for word in re.split(r"\s+", text.lower())]
    emails = [word for word in words if re.fullmatch(r"[^@]+@[^@]*\.[^@]*", word)]
    return list(dict.fromkeys(emails))
