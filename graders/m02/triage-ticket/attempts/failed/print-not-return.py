# %% triage
def triage(message):
    words = message.lower().split()
    if "urgent" in words or "help" in words:
        print("urgent")
    elif "invoice" in words or "rent" in words:
        print("billing")
    else:
        print("other")
