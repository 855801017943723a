# row: E2
# tries: links in the room's folder that lead to other people's files
# expect: failed
# says: linked
# holds: the judge follows no link, in any part of a name
import os

os.symlink("@HOME@/.ssh/id_ed25519", "answer.txt")
os.symlink("@HOME@", "data")
os.symlink("@OUTSIDE@", "out")
os.symlink("/dev/zero", "zero.txt")
os.symlink("/proc/self/environ", "environ.txt")
try:
    os.link("@OUTSIDE@/kept.txt", "kept.txt")
except OSError:
    print("linked")


def double(x):
    return 0

# %% checks
def test_answer(files):
    files.text("answer.txt")

def test_data(files):
    files.text("data/.ssh/id_ed25519")

def test_names(files):
    assert [n for n in files.names() if n != "prices.csv"], files.names()

def test_put(files):
    files.put("out/kept.txt", "changed")
    assert double(1) == 2

def test_zero(files):
    files.bytes("zero.txt")
