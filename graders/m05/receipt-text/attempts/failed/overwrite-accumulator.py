# %% receipt
def receipt(rows):
    lines = []
    total = Decimal("0.00")
    for name, text in rows[1:]:
        price = Decimal(text).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        lines.append(f"{name[:20]:<20}{price:>10}")
        total = price
    lines.append("TOTAL" + f"{total:>25}")
    return "\n".join(lines)
