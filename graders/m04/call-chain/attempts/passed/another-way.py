# %% phone
def phone_text(phone):
    text = "not valid"
    phone = clean(phone)
    valid = is_valid(phone)
    if valid:
        text = pretty(phone)
    return text
