# %% phone
def phone_text(phone):
    number = clean(phone)
    if is_valid(number):
        print(pretty(number))
    else:
        print("not valid")
