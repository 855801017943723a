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
        writer = csv.DictWriter(file, titles)
        writer.writeheader()
        writer.writerows(rows)
