# %% rules
def failed_rules(password):
    failed = []
    if len(password) < 8:
        failed.append("length")
    elif not any(sign.isdigit() for sign in password):
        failed.append("digit")
    elif not any(sign.isalpha() for sign in password):
        failed.append("letter")
    return failed
