# %% program
%%writefile buy_list.py
import csv
import os
import re
from collections import defaultdict


def make_lists(stock_path, suppliers_path, folder):
    with open(stock_path, encoding="utf-8-sig", newline="") as file:
        stock = [row + [""] for row in csv.reader(file)][1:]
    with open(suppliers_path, encoding="utf-8-sig", newline="") as file:
        suppliers = {code: name for code, name, city in list(csv.reader(file))[1:]}

    to_buy = defaultdict(list)
    for product, code, have, low, full, box, *rest in stock:
        if not low:
            continue
        if int(low) >= int(have):
            amount, end = int(full) - int(have), ""
            if box:
                boxes = -(-amount // int(box))
                amount, end = boxes * int(box), f" ({boxes} x {box.strip()})"
            to_buy[code].append((product, f"{amount} x {product}{end}"))

    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        if name.endswith(".txt"):
            os.remove(os.path.join(folder, name))

    for code, products in to_buy.items():
        safe = re.sub(r"[\W_]", "-", suppliers[code])
        with open(os.path.join(folder, f"{code}_{safe}.txt"), "w", encoding="utf-8") as file:
            print(suppliers[code], file=file)
            products.sort()
            for product, line in products:
                print(line, file=file)

# %% deliver
make_lists(stock_path="stock.csv", suppliers_path="suppliers.csv", folder="to_buy")
