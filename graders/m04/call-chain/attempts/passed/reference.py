# %% phone
def phone_text(phone):
    number = clean(phone)
    if is_valid(number):
        return pretty(number)
    return "not valid"
