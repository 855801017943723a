# %% mask
def mask_card(number):
    digits = []
    for letter in number:
        if letter in "0123456789":
            digits.append(letter)
        elif letter != " ":
            raise ValueError(f"{letter} is not a digit")
    if len(digits) <= 3:
        raise ValueError("too short")
    while len(digits) > 4:
        del digits[0]
    return f"{'*' * 4} {''.join(digits)}"
