# row: E2
# tries: to swap a folder for a link again and again while the judge reads and writes
# expect: failed forbidden error timeout
# limits: processes=1
# holds: each part of a name is opened from the part before, and no part is a link
import os
import threading

os.makedirs("data", exist_ok=True)
open("data/.env", "w").write("mine")
open("data/kept.txt", "w").write("mine")


def swap():
    while True:
        try:
            os.rename("data", "held")
            os.symlink("@HOME@", "data")
            os.unlink("data")
            os.symlink("@OUTSIDE@", "data")
            os.unlink("data")
            os.rename("held", "data")
        except OSError:
            pass


def double(x):
    threading.Thread(target=swap, daemon=True).start()
    return 0

# %% checks
def test_race(files):
    double(1)
    for _ in range(3_000):
        try:
            text = files.text("data/.env")
        except AssertionError:
            continue
        assert text == "mine", "followed a link"
    raise AssertionError

def test_race_of_writing(files):
    double(1)
    for _ in range(1_000):
        try:
            files.put("data/kept.txt", "changed")
        except Exception:
            continue
    assert double(1) == 2

def test_race_of_names(files):
    double(1)
    for _ in range(300):
        try:
            assert "data/.ssh/id_ed25519" not in files.names()
        except Exception:
            continue
    raise AssertionError
