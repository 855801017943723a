# %% triage
def triage(message):
    text = " " + message.lower() + " "
    if " urgent " in text or " help " in text:
        return "urgent"
    if " invoice " in text or " rent " in text:
        return "billing"
    return "other"
