# %% clean
import re
from pathlib import Path


def clean_list(source, target):
    with Path(source).open(encoding="utf-8", newline="") as old:
        titles, *rows = csv.reader(old)
    name, phone = titles.index("name"), titles.index("phone")
    with Path(target).open("w", encoding="utf-8", newline="") as new:
        writer = csv.writer(new, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(titles)
        for row in rows:
            row[name] = re.sub(r"\s+", " ", row[name].strip())
            row[phone] = "".join(re.findall(r"[^ .()-]", row[phone]))
            writer.writerow(row)
