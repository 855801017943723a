# %% check
def check_rows(path):
    good = []
    bad = []
    with open(path, encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file), start=1):
            if len(row) != 3:
                bad.append((number, "columns"))
            elif "" in row:
                bad.append((number, "empty"))
            else:
                try:
                    good.append([row[0], int(row[1]), Decimal(row[2])])
                except (ValueError, InvalidOperation):
                    bad.append((number, "number"))
    return good, bad
