# %% receipt
def line(name, cents):
    price = f"{cents // 100}.{cents % 100:02}"
    return name[:20].ljust(20) + price.rjust(10)


def receipt(rows):
    cents = [int(Decimal(row[1]) * 100 + Decimal("0.5")) for row in rows[1:]]
    text = ""
    for row, price in zip(rows[1:], cents):
        text += line(row[0], price) + "\n"
    return text + line("TOTAL", sum(cents))
