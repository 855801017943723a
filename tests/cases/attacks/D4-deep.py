# row: D4
# tries: folders in folders, deeper than names can be
# expect: forbidden
# says: deep
# holds: a folder deeper than anybody's work is refused, and costs nothing
import os

depth = 0
try:
    while depth < 3_000:
        os.mkdir("d")
        os.chdir("d")
        depth += 1
except OSError:
    pass
print("deep", depth)
