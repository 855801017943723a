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
            if phone in kept:
                row["reason"] = "double"
            else:
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
