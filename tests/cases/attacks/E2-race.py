# row: E2
# tries: to swap a folder for a link again and again while the judge reads and writes
# expect: failed forbidden error timeout
# limits: processes=1
# says: swapped
# holds: each part of a name is opened from the part before, and no part is a link
import os
import threading
import time

os.makedirs("data", exist_ok=True)
open("data/.env", "w").write("mine")
open("data/kept.txt", "w").write("mine")


def swap():
    while True:
        for target in ("@HOME@", "@OUTSIDE@"):
            try:
                os.rename("data", "held")
                os.symlink(target, "data")
                os.unlink("data")
                os.rename("held", "data")
            except OSError:
                pass


def double(x):
    threading.Thread(target=swap, daemon=True).start()
    print("swapped")
    return 0


# %% checks
def test_race_of_reading(files):
    double(1)
    seen = set()
    for _ in range(2_000):
        try:
            seen.add(files.text("data/.env"))
        except AssertionError:
            continue
    # Whatever was read is shown to the room: a secret of the household would be found there.
    files.put("seen.txt", "\n".join(sorted(seen)))
    raise AssertionError


def test_race_of_writing(files):
    double(1)
    for _ in range(2_000):
        try:
            files.put("data/kept.txt", "changed")
        except (OSError, ValueError):
            continue
    raise AssertionError
