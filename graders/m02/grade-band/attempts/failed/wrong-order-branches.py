# %% level
def level(points):
    if points < 0 or points > 100:
        return "error"
    elif points >= 0:
        return "try again"
    elif points >= 50:
        return "pass"
    elif points >= 70:
        return "good"
    else:
        return "very good"
