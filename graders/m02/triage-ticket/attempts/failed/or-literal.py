# %% triage
def triage(message):
    words = message.lower().split()
    if "urgent" or "help" in words:
        return "urgent"
    elif "invoice" or "rent" in words:
        return "billing"
    else:
        return "other"
