# %% check
class BadRow(Exception):
    pass


def read_row(row):
    if len(row) != 3:
        raise BadRow("columns")
    if not all(row):
        raise BadRow("empty")
    product, count, price = row
    try:
        return [product, int(count), Decimal(price)]
    except (ValueError, ArithmeticError) as problem:
        raise BadRow("number") from problem


def check_rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    good, bad = [], []
    for place in range(1, len(rows)):
        try:
            good.append(read_row(rows[place]))
        except BadRow as problem:
            bad.append((place + 1, str(problem)))
    return good, bad
