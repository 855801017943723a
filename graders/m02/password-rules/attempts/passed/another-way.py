# %% rules
def failed_rules(password):
    digits = 0
    letters = 0
    for sign in password:
        if sign in "0123456789":
            digits = digits + 1
        elif sign.isalpha():
            letters = letters + 1
    rules = [("length", len(password) >= 8), ("digit", digits > 0), ("letter", letters > 0)]
    return [name for name, good in rules if not good]
