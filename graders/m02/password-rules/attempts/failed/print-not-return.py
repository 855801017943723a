# %% rules
def failed_rules(password):
    if len(password) < 8:
        print("length")
    if not any(sign.isdigit() for sign in password):
        print("digit")
    if not any(sign.isalpha() for sign in password):
        print("letter")
