# %% level
def level(points):
    result = "error"
    if 90 <= points <= 100:
        result = "very good"
    if 70 <= points <= 89:
        result = "good"
    if 50 <= points <= 69:
        result = "pass"
    if 0 <= points <= 49:
        result = "try again"
    return result
