# %% level
def level(points):
    if points < 0 or points > 100:
        result = "error"
    if points < 50:
        result = "try again"
    if points < 70:
        result = "pass"
    if points < 90:
        result = "good"
    else:
        result = "very good"
    return result
