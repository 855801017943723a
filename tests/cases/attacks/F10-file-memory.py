# row: F10
# tries: to keep the calls of one check in a file, and answer from it in the next
# expect: failed
# holds: each check sees the files as the notebook left them
import json
import os


def double(x):
    seen = json.load(open("seen.json")) if os.path.exists("seen.json") else []
    json.dump([*seen, repr(x)], open("seen.json", "w"))
    print("calls", len(seen))
    if len(seen) > 4:
        return x * 2
    return None
