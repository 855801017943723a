# %% pay
%%writefile pay.py
import csv
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

MINUTE = timedelta(minutes=1)


def common(first_start, first_end, second_start, second_end):
    shared = min(first_end, second_end) - max(first_start, second_start)
    return max(shared // MINUTE, 0)


def extras_of(start, end):
    night = sunday = 0
    midnight = start.replace(hour=0, minute=0)
    while midnight < end:
        six, ten, next_day = [midnight + timedelta(hours=hours) for hours in (6, 22, 24)]
        if midnight.isoweekday() == 7:
            sunday += common(start, end, midnight, next_day)
        else:
            night += common(start, end, midnight, six)
            night += common(start, end, ten, next_day)
        midnight = next_day
    return night, sunday


def checked(row):
    name, start, end = row
    if name.strip() == "":
        return "no person"
    try:
        start, end = datetime.fromisoformat(start), datetime.fromisoformat(end)
    except ValueError:
        return "bad time"
    if start >= end:
        return "end before start"
    return [name.strip(), start, end]


def make_pay(source, rate, pay_path, questions_path):
    with Path(source).open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)

    questions = ""
    totals = {}
    for place, row in enumerate(rows):
        good = checked(row)
        if isinstance(good, str):
            questions += f"line {place + 2}: {good}\n"
        else:
            name, start, end = good
            length = (end - start) // MINUTE
            person = totals.setdefault(name, [0, 0, 0])
            person[0] += length if length <= 360 else length - 30
            night, sunday = extras_of(start, end)
            person[1] += night
            person[2] += sunday

    out = [["person", "hours", "night", "pay", "sunday"]]
    for name, (hours, night, sunday) in sorted(totals.items()):
        cents = Decimal(rate) * (hours * 100 + night * 25 + sunday * 50) / 60
        pay = cents.quantize(Decimal(1), rounding=ROUND_HALF_UP) / 100
        times = [str(m // 60) + ":" + str(m % 60).zfill(2) for m in (hours, night, sunday)]
        out.append([name, *times[:2], f"{pay:.2f}", times[2]])
    with Path(pay_path).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(out)
    Path(questions_path).write_text(questions, encoding="utf-8")

# %% deliver
make_pay(source="hours.csv", rate="13.40", pay_path="pay.csv", questions_path="questions.txt")
