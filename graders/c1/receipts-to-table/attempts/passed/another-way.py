# %% program
%%writefile receipts.py
import csv
import datetime
import os
import re
from collections import defaultdict
from decimal import Decimal

DATES = (r"^Date:\s*(\d+)/(\d+)/(\d{4})$", r"^Ticket.*\|\s*(\d+)/(\d+)/(\d{4})\s*\|")


def date_in(body):
    for pattern in DATES:
        found = re.search(pattern, body, re.MULTILINE)
        if found:
            day, month, year = map(int, found.groups())
            try:
                return datetime.date(year, month, day)
            except ValueError:
                return None
    return None


def cents_in(body, title):
    line = re.search(rf"^{title}\b.*$", body, re.MULTILINE)
    if line is None:
        return None
    money = re.fullmatch(rf"{title}(?::\s*(\d+)\.(\d\d) EUR|\s+\.+\s+(\d+),(\d\d))", line[0])
    if money is None:
        return -1
    whole, cents = [part for part in money.groups() if part is not None]
    return int(whole) * 100 + int(cents)


def text_of(cents):
    return f"{cents // 100}.{cents % 100:02}"


def save(path, rows):
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def make_table(folder, table_path, totals_path, errors_path):
    good, bad, months = [], [], defaultdict(int)
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".txt"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8-sig") as file:
            lines = [line.strip() for line in file]
        lines = [line for line in lines if line]
        body = "\n".join(lines[1:])
        day, amount, tax = date_in(body), cents_in(body, "Amount"), cents_in(body, "Fuel tax")
        if not lines:
            bad.append((name, "empty"))
        elif day is None:
            bad.append((name, "bad date"))
        elif amount is None or amount < 0 or tax == -1:
            bad.append((name, "bad amount"))
        else:
            shop = lines[0].replace("**", "").strip()
            good.append((day, name, shop, amount + (tax or 0)))
    good.sort()
    for day, name, shop, total in good:
        months[day.year, day.month] += total
    save(table_path, [("file", "date", "shop", "total")] + [(name, f"{day:%d/%m/%Y}", shop, text_of(total)) for day, name, shop, total in good])
    save(totals_path, [("month", "total")] + [(f"{month:02}/{year}", text_of(months[year, month])) for year, month in sorted(months)])
    with open(errors_path, "w", encoding="utf-8") as file:
        for name, reason in bad:
            print(name, reason, sep=": ", file=file)

# %% deliver
make_table(folder="receipts", table_path="receipts.csv", totals_path="totals.csv", errors_path="errors.txt")
