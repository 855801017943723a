# %% clean
%%writefile clean.py
import csv

COLUMNS = ["name", "phone", "area", "last_visit"]


def tidy_name(name):
    return " ".join(word.capitalize() for word in name.split())


def tidy_phone(phone):
    for mark in " -()":
        phone = phone.replace(mark, "")
    for start in ["+254", "254", "0"]:
        rest = phone[len(start):]
        if phone.startswith(start) and rest.isdigit() and len(rest) == 9 and rest[0] == "7":
            return "+254" + rest
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
        clean.append(dict(row, name=tidy_name(row["name"]), phone=phone, country="Kenya"))
    clean.sort(key=lambda row: (row["name"], row["phone"]))
    problems = [row for row in rows if "reason" in row]
    write_rows(clean_path, COLUMNS + ["country"], clean)
    write_rows(problems_path, COLUMNS + ["reason"], problems)

# %% deliver
clean_list("clients.csv", "clients_clean.csv", "problems.csv")
