# row: D4
# tries: files that are larger than what they hold
# expect: failed forbidden
# says: sparse
# holds: a file has a size, whatever it holds
import os

made = 0
for number in range(200):
    with open(f"sparse{number}", "wb") as file:
        try:
            file.truncate(1 << 40)
        except OSError:
            file.truncate(2 << 20)
            made += 1
print("sparse", made)


def double(x):
    return 0
