# row: OK
# expect: passed
# holds: a learner may read and write files, and make folders
import csv
import json
import os
import tempfile
from pathlib import Path


def totals():
    with open("prices.csv", newline="") as file:
        rows = [{"item": row["item"], "price": int(row["price"]) * 2} for row in csv.DictReader(file)]
    Path("out/2024").mkdir(parents=True, exist_ok=True)
    Path("out/2024/totals.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "x").write_text("x")
    os.replace("out/2024/totals.json", "out/totals.json")
    return len(rows)


totals()

# %% checks
def test_files(files):
    assert files.names() == ["out/totals.json", "prices.csv"]
    assert files.text("out/totals.json") == '[{"item": "pen", "price": 4}, {"item": "book", "price": 20}]'
    files.put("prices.csv", "item,price\nink,3\n")
    assert totals() == 1
    assert files.text("out/totals.json") == '[{"item": "ink", "price": 6}]'

def test_files_are_as_the_notebook_left_them(files):
    assert totals() == 2
    assert b"pen" in files.bytes("prices.csv")
