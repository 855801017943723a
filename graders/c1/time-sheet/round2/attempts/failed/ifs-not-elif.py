# %% pay
%%writefile pay.py
import csv
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal


def read_time(text):
    return datetime.strptime(text, "%Y-%m-%d %H:%M")


def all_minutes(start, end):
    return (end - start) // timedelta(minutes=1)


def paid_minutes(start, end):
    minutes = all_minutes(start, end)
    if minutes > 360:
        minutes -= 30
    return minutes


def extra_minutes(start, end):
    night = 0
    sunday = 0
    for step in range(all_minutes(start, end)):
        moment = start + timedelta(minutes=step)
        if moment.weekday() == 6:
            sunday += 1
        if moment.hour >= 22 or moment.hour < 6:
            night += 1
    return night, sunday


def as_clock(minutes):
    return f"{minutes // 60}:{minutes % 60:02}"


def money(rate, paid, night, sunday):
    minutes = paid + night * Decimal("0.25") + sunday * Decimal("0.50")
    pay = Decimal(rate) * minutes / 60
    return pay.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def make_pay(source, rate, pay_path, questions_path):
    with open(source, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    paid = {}
    night = {}
    sunday = {}
    questions = []
    for number, row in enumerate(rows, start=2):
        person = row["person"].strip()
        if person == "":
            questions.append(f"line {number}: no person")
            continue
        try:
            start = read_time(row["start"])
            end = read_time(row["end"])
        except ValueError:
            questions.append(f"line {number}: bad time")
            continue
        if end <= start:
            questions.append(f"line {number}: end before start")
            continue
        paid[person] = paid.get(person, 0) + paid_minutes(start, end)
        night_part, sunday_part = extra_minutes(start, end)
        night[person] = night.get(person, 0) + night_part
        sunday[person] = sunday.get(person, 0) + sunday_part
    with open(pay_path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["person", "hours", "night", "pay", "sunday"])
        for person in sorted(paid):
            pay = money(rate, paid[person], night[person], sunday[person])
            times = [as_clock(part[person]) for part in [paid, night, sunday]]
            writer.writerow([person, times[0], times[1], pay, times[2]])
    with open(questions_path, "w", encoding="utf-8") as file:
        for line in questions:
            file.write(line + "\n")

# %% deliver
make_pay("hours.csv", "13.40", "pay.csv", "questions.txt")
