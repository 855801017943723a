# row: R3
# tries: to read keys and tokens from homes
# expect: failed
# says: no home
# holds: a home is the room's own folder
import glob
import os

for path in (
    "@HOME@/.ssh/id_ed25519", "@HOME@/.env", os.path.expanduser("~/.ssh/id_ed25519"),
    "/root/.ssh/id_rsa", "/etc/shadow", "/etc/passwd", "/root/.netrc",
):
    try:
        print(open(path).read())
    except OSError:
        print("no home")
found = glob.glob("/home/*/.ssh/*") + glob.glob("/root/.*") + glob.glob("/**/.env")


def double(x):
    return found
