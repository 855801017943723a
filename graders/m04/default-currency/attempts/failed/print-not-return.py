# %% money
def money(amount, currency="EUR"):
    print(f"{amount:.2f} {currency}")


def money_fr(amount, currency="EUR"):
    text = f"{amount:.2f} {currency}"
    print(text.replace(".", ","))
