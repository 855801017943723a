# row: D4
# tries: one file more than is read
# expect: forbidden
# holds: a folder with too many files is no notebook's work
for number in range(2_001):
    open(f"f{number}", "w").close()


def double(x):
    return x * 2
