# %% mask
def mask_card(number):
    digits = number.replace(" ", "")
    if not digits.isdigit() or len(digits) < 4:
        raise ValueError("bad number")
    return "**** " + digits[-4:]
