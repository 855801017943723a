# %% triage
def triage(message):
    words = message.lower().split()
    if "urgent" in words or "help" in words:
        result = "urgent"
    if "invoice" in words or "rent" in words:
        result = "billing"
    else:
        result = "other"
    return result
