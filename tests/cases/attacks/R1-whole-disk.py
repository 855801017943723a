# row: R1
# tries: to search all that can be seen for a secret
# expect: failed
# says: looked at
# holds: nothing but interpreter, packages and devices is to be seen
import os
import platform
import re

looked, found = 0, []
for parent, folders, files in os.walk("/"):
    folders[:] = [one for one in folders if one not in {"site-packages", "dist-packages", f"{platform.machine()}-linux-gnu"}]
    for name in files:
        path = os.path.join(parent, name)
        looked += 1
        if os.path.isfile(path) and os.path.getsize(path) < 4096:
            try:
                found += re.findall(rb"canary-[a-z]+-[0-9a-f]{32}", open(path, "rb").read())
            except OSError:
                pass
print("looked at", looked, found)
print(sorted(os.listdir("/")))


def double(x):
    return found
