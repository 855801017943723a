# %% check
def check_rows(path):
    good = []
    bad = []
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        for number, row in enumerate(reader, start=2):
            if len(row) != 3:
                bad.append((number, "columns"))
            elif "" in row:
                bad.append((number, "empty"))
            else:
                try:
                    int(row[1])
                    Decimal(row[2])
                    good.append(row)
                except (ValueError, InvalidOperation):
                    bad.append((number, "number"))
    return good, bad
