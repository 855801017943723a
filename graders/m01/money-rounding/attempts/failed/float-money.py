# %% rounding
def round_money(text):
    amount = round(float(text), 2)
    return f"{amount:.2f}"
