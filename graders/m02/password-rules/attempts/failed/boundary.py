# %% rules
def failed_rules(password):
    failed = []
    if not len(password) > 8:
        failed.append("length")
    if not any(sign.isdigit() for sign in password):
        failed.append("digit")
    if not any(sign.isalpha() for sign in password):
        failed.append("letter")
    return failed
