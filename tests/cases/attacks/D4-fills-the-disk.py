# row: D4
# tries: to fill the disk
# expect: failed error forbidden
# says: full
# holds: files have a size, and so has their folder
written = 0
for number in range(1_000):
    try:
        with open(f"file{number}", "wb") as file:
            while True:
                written += file.write(b"x" * 65_536)
                file.flush()
    except OSError:
        if number > 10:
            break
print("full", written <= (8 << 20))
assert written <= (9 << 20), written


def double(x):
    open("more", "wb").write(b"x" * (1 << 20))
    return 0
