# %% clean
%%writefile clean.py
import csv
import re
from pathlib import Path

PHONE = re.compile(r"(\+254|254|0)(7\d{8})")


def clean_list(source, clean_path, problems_path):
    with Path(source).open(encoding="utf-8", newline="") as file:
        titles, *rows = csv.reader(file)

    reasons = [""] * len(rows)
    phones = [""] * len(rows)
    for i, row in enumerate(rows):
        match = PHONE.fullmatch(re.sub("[ ()-]", "", row[1]))
        if row[0].strip() == "":
            reasons[i] = "no name"
        elif match is None:
            reasons[i] = "bad phone"
        else:
            phones[i] = f"+254{match[2]}"

    seen = set()
    good = [i for i in range(len(rows)) if reasons[i] == ""]
    for i in sorted(good, key=lambda i: (rows[i][3], i), reverse=True):
        if phones[i] in seen:
            reasons[i] = "double"
        seen.add(phones[i])

    clean = []
    problems = []
    for i, row in enumerate(rows):
        if reasons[i]:
            problems.append(row + [reasons[i]])
        else:
            words = re.findall(r"\S+", row[0])
            name = " ".join(word[:1].upper() + word[1:].lower() for word in words)
            clean.append([name, phones[i], row[2], row[3]])

    for path, head, body in [
        (clean_path, titles, sorted(clean)),
        (problems_path, titles + ["reason"], problems),
    ]:
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head] + body)

# %% deliver
clean_list(
    source="clients.csv",
    clean_path="clients_clean.csv",
    problems_path="problems.csv",
)
print("done")
