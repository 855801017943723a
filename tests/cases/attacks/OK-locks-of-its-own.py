# row: OK
# tries: what honest libraries lock and name: a database in a file and in memory, a lock file
# expect: passed
# says: rows: [(1,)] [(1,)]; locked; talked b'hello'
# holds: a right notebook passes
import csv
import fcntl
import os
import socket
import sqlite3
import tempfile

import matplotlib.font_manager
import pandas as pd

rows = []
for place in ("shop.db", ":memory:"):
    with sqlite3.connect(place) as shop:
        pd.DataFrame({"n": [1]}).to_sql("sold", shop, index=False)
        rows.append(shop.execute("SELECT n FROM sold").fetchall())
print("rows:", *rows)
with open("lock", "w") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    fcntl.lockf(lock, fcntl.LOCK_EX)
    print("locked")
with tempfile.NamedTemporaryFile("w+") as kept:
    csv.writer(kept).writerow(["a"])
matplotlib.font_manager.findfont("DejaVu Sans")
one, other = socket.socketpair()
one.send(b"hello")
print("talked", other.recv(9))
os.set_inheritable(os.dup(0), True)


def double(x):
    return x * 2
