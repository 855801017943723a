# %% rounding
def round_money(text):
    amount = Decimal(text)
    sign = "-" if amount < 0 else ""
    cents = int(abs(amount) * 100 + Decimal("0.5"))
    return f"{sign}{cents // 100}.{cents % 100:02}"
