# %% program
%%writefile rename.py
import csv
import os
import re
from datetime import datetime
from itertools import count

NAME = re.compile(r"[^_]+_(\d{8})_(\d{6}).*\.jpg", re.IGNORECASE)


def rename_photos(folder, places_path, new_folder, log_path, dry_run=False):
    with open(places_path, encoding="utf-8-sig", newline="") as file:
        places = {row["file"]: "-".join(re.split("[ /]", row["place"].strip())) for row in csv.DictReader(file)}
    found = [NAME.fullmatch(name) for name in os.listdir(folder)]
    pictures = sorted((match[1], match[2], match[0]) for match in found if match)

    pairs, taken = [], set()
    for day, time, old in pictures:
        day = datetime.strptime(day, "%Y%m%d").date().isoformat()
        place = places.get(old) or "unknown"
        for number in count(1):
            new = "_".join([day, place.lower(), str(number).zfill(3)]) + ".jpg"
            if new not in taken and not os.path.exists(os.path.join(new_folder, new)):
                break
        taken.add(new)
        pairs.append((old, new))
    if dry_run:
        return pairs

    os.makedirs(new_folder, exist_ok=True)
    for old, new in pairs:
        with open(os.path.join(folder, old), "rb") as picture:
            body = picture.read()
        with open(os.path.join(new_folder, new), "xb") as copy:
            copy.write(body)
    with open(log_path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("old", "new")] + pairs)
    return pairs

# %% deliver
done = rename_photos("photos", "places.csv", "photos_new", log_path="log.csv")
print(len(done), "pictures")
