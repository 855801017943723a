# %% clean
def clean_list(source, target):
    with open(source, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        titles = reader.fieldnames
        rows = list(reader)
    for row in rows:
        row["name"] = " ".join(row["name"].split())
        for sign in " -.()":
            row["phone"] = row["phone"].replace(sign, "")
    with open(target, "w", encoding="utf-8", newline="") as file:
        file.write(",".join(titles) + "\n")
        for row in rows:
            file.write(",".join(row.values()) + "\n")
