# %% clean
%%writefile clean.py
import csv

COLUMNS = ["name", "phone", "area", "last_visit"]
STARTS = {"+254": "+254", "254": "+254", "0": "+254", "+256": "+256", "256": "+256"}
COUNTRIES = {"+254": "Kenya", "+256": "Uganda"}


def tidy_name(name):
    return " ".join(word.capitalize() for word in name.split())


def tidy_phone(phone):
    for mark in " -()":
        phone = phone.replace(mark, "")
    for start, code in STARTS.items():
        rest = phone[len(start):]
        if phone.startswith(start) and rest.isdigit() and len(rest) == 9 and rest[0] == "7":
            return code + rest
    return ""


def read_rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


def clean_list(source, clean_path, problems_path):
    rows = read_rows(source)
    kept = {}
    for row in rows:
        name = tidy_name(row["name"])
        phone = tidy_phone(row["phone"])
        if not name:
            row["reason"] = "no name"
        elif not phone:
            row["reason"] = "bad phone"
        else:
            old = kept.get(phone)
            if old is not None and old["last_visit"] > row["last_visit"]:
                row["reason"] = "double"
            else:
                if old is not None:
                    old["reason"] = "double"
                kept[phone] = row
    clean = []
    for phone, row in kept.items():
        country = COUNTRIES[phone[:4]]
        clean.append(dict(row, name=tidy_name(row["name"]), phone=phone, country=country))
    clean.sort(key=lambda row: (row["name"], row["phone"]))
    problems = [row for row in rows if "reason" in row]
    write_rows(clean_path, COLUMNS + ["country"], clean)
    write_rows(problems_path, COLUMNS + ["reason"], problems)

# %% deliver
clean_list("clients.csv", "clients_clean.csv", "problems.csv")

# %% quote
%%writefile quote.yaml
client: Sara Wanjiku
issued: 2026-03-02
valid_until: 2026-04-01
currency: EUR
lines:
  - what: The program clean.py, with tests
    hours: 2.5
    rate: 18.00
    amount: 45.00
  - what: The files clients_clean.csv and problems.csv
    hours: 0.5
    rate: 18.00
    amount: 9.00
total: 54.00
not_included:
  - sending the SMS
change_rounds: 1

# %% message
%%writefile message.md
Hello Sara,

your list is clean. You receive 3 files:

- clients_clean.csv is the list for your SMS. Each phone is there one time.
- problems.csv has all the other rows, with a reason for each.
- clean.py is the program. Next month, it cleans your new list.

Please look at problems.csv first. Some phones are not complete: only you can ask these clients.
If something is not right, write to me before Friday noon.

Kind regards, Amina

# %% invoice
%%writefile invoice.yaml
number: 2026-007
issued: 2026-03-06
due: 2026-04-05
seller: Amina Haddad
client: Sara Wanjiku
country: FR
currency: EUR
lines:
  - what: The program clean.py, with tests
    hours: 2.5
    rate: 18.00
    amount: 45.00
  - what: The files clients_clean.csv and problems.csv
    hours: 0.5
    rate: 18.00
    amount: 9.00
subtotal: 54.00
discount_percent: 0
discount: 0.00
tax_percent: 0
tax: 0.00
tax_note: TVA non applicable, art. 293 B du CGI
total: 54.00
