# %% mask
def mask_card(number):
    digits = number.replace(" ", "")
    if not digits.isdigit() or len(digits) < 4:
        raise ValueError("bad number")
    end = len(digits)
    return "**** " + digits[end - 3] + digits[end - 2] + digits[end - 1] + digits[end]
