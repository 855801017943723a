# %% program
%%writefile buy_list.py
import csv
import math
from pathlib import Path


def read_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def safe_name(name):
    return "".join(sign if sign.isalnum() else "-" for sign in name)


def is_low(row):
    return row["minimum"] != "" and int(row["stock"]) <= int(row["minimum"])


def line_of(row):
    amount = int(row["maximum"]) - int(row["stock"])
    if row["box"]:
        box = int(row["box"])
        boxes = math.ceil(amount / box)
        return f"{boxes * box} x {row['product']} ({boxes} x {box})"
    return f"{amount} x {row['product']}"


def lines_to_buy(rows):
    lists = {}
    for row in sorted(rows, key=lambda row: row["product"]):
        if is_low(row):
            lines = lists.setdefault(row["supplier"], [])
            lines.append(line_of(row))
    return lists


def make_lists(stock_path, suppliers_path, folder):
    lists = lines_to_buy(read_rows(stock_path))
    folder = Path(folder)
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    for supplier in read_rows(suppliers_path):
        code = supplier["code"]
        name = supplier["name"]
        if code in lists:
            path = folder / f"{code}_{safe_name(name)}.txt"
            path.write_text("\n".join([name] + lists[code]) + "\n", encoding="utf-8")

# %% deliver
make_lists("stock.csv", "suppliers.csv", "to_buy")
