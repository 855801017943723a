# %% triage
def triage(message):
    result = "other"
    for word in message.split():
        if word.upper() in ("URGENT", "HELP"):
            return "urgent"
        if word.upper() in ("INVOICE", "RENT"):
            result = "billing"
    return result
