# %% triage
def triage(message):
    words = message.lower().split()
    if "urgent" in words or "help" in words:
        return "urgent"
    elif "invoice" in words or "rent" in words:
        return "billing"
    else:
        return "other"
