# row: E2
# tries: to put a link to somebody's home in the place of the room's folder
# expect: failed forbidden
# says: replaced
# holds: the judge holds the folder itself, not its name
import os

os.rename("/room/work", "/room/before")
os.symlink("@HOME@", "/room/work")
print("replaced")


def double(x):
    open("new", "w").close()
    return 0

# %% checks
def test_one(files):
    files.text(".env")

def test_two(files):
    files.text(".ssh/id_ed25519")

def test_three():
    assert double(1) == 2

def test_four():
    assert double(2) == 4
