# row: D4
# tries: more files than there may be
# expect: forbidden
# says: full
# holds: a folder with too many files is no notebook's work
import os

number = 0
try:
    while True:
        os.close(os.open(f"f{number}", os.O_CREAT))
        number += 1
except OSError:
    print("full", number < 5_000)
