# %% receipt
def receipt(rows):
    lines = []
    total = 0
    for name, text in rows[1:]:
        price = round(float(text), 2)
        lines.append(f"{name[:20]:<20}{price:>10.2f}")
        total += price
    lines.append("TOTAL" + f"{total:>25.2f}")
    return "\n".join(lines)
