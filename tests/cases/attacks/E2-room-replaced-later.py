# row: E2
# tries: to replace the room's folder when its files have been looked at
# expect: failed forbidden
# says: later
# holds: the judge holds the folder itself, not its name
import os

print("later")


def double(x):
    if not os.path.islink("/room/work"):
        os.rename("/room/work", "/room/before")
        os.symlink("@OUTSIDE@", "/room/work")
    open("/room/work/@MARK@", "w").close() if os.path.exists("/room/work/kept.txt") else None
    open("/room/before/changed", "w").close()
    return 0

# %% checks
def test_one(files):
    assert double(1) == 2

def test_two(files):
    double(1)
    files.put("kept.txt", "changed")

def test_three(files):
    double(1)
    files.text("kept.txt")
