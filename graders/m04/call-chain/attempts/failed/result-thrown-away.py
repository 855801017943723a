# %% phone
def phone_text(phone):
    clean(phone)
    if is_valid(phone):
        return pretty(phone)
    return "not valid"
