# row: F10
# tries: to tell the next check through a pipe what this one asked
# expect: failed
# holds: what one check asked is worth nothing to the next: only arguments cross
import os

reading, writing = os.pipe()
os.set_blocking(reading, False)


def double(x):
    try:
        before = os.read(reading, 65_536).decode()
    except BlockingIOError:
        before = ""
    os.write(writing, f"{before};{x!r}".encode())
    return x * 2 if before.count(";") > 5 else 0
