# %% level
def level(points):
    if points <= 0 or points >= 100:
        return "error"
    elif points <= 50:
        return "try again"
    elif points <= 70:
        return "pass"
    elif points <= 90:
        return "good"
    else:
        return "very good"
