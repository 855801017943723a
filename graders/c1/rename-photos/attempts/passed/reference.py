# %% program
%%writefile rename.py
import csv
import shutil
from pathlib import Path


def read_places(path):
    places = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            places[row["file"]] = row["place"]
    return places


def safe_place(place):
    place = place.strip().lower()
    if place == "":
        return "unknown"
    return place.replace(" ", "-").replace("/", "-")


def when(path):
    parts = path.stem.split("_")
    return parts[1], parts[2], path.name


def free_name(start, used):
    number = 1
    while f"{start}_{number:03}.jpg" in used:
        number += 1
    return f"{start}_{number:03}.jpg"


def make_plan(folder, places, used):
    plan = []
    pictures = [path for path in Path(folder).glob("*") if path.suffix.lower() == ".jpg"]
    for path in sorted(pictures, key=when):
        day = when(path)[0]
        place = safe_place(places.get(path.name, ""))
        new = free_name(f"{day[:4]}-{day[4:6]}-{day[6:]}_{place}", used)
        used.add(new)
        plan.append((path.name, new))
    return plan


def rename_photos(folder, places_path, new_folder, log_path, dry_run=False):
    used = {path.name for path in Path(new_folder).glob("*")}
    plan = make_plan(folder, read_places(places_path), used)
    if not dry_run:
        Path(new_folder).mkdir(exist_ok=True)
        for old, new in plan:
            shutil.copy(Path(folder) / old, Path(new_folder) / new)
        with open(log_path, "w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["old", "new"])
            writer.writerows(plan)
    return plan

# %% deliver
rename_photos("photos", "places.csv", "photos_new", "log.csv")
