# %% rules
def has_digit(password):
    for sign in password:
        return sign.isdigit()


def has_letter(password):
    for sign in password:
        return sign.isalpha()


def failed_rules(password):
    failed = []
    if len(password) < 8:
        failed.append("length")
    if not has_digit(password):
        failed.append("digit")
    if not has_letter(password):
        failed.append("letter")
    return failed
