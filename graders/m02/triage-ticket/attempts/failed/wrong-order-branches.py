# %% triage
def triage(message):
    words = message.lower().split()
    if "invoice" in words or "rent" in words:
        return "billing"
    elif "urgent" in words or "help" in words:
        return "urgent"
    else:
        return "other"
