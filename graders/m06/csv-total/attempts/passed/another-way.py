# %% total
def csv_total(path):
    with open(path, encoding="utf-8", newline="") as file:
        titles, *rows = csv.reader(file)
    column = titles.index("amount")
    texts = [row[column] for row in rows]
    bad = [text for text in texts if text.count(",") > 0]
    if bad:
        raise ValueError("bad amount: " + bad[0])
    return sum(map(Decimal, texts), start=Decimal("0"))
