# row: D2
# tries: to fill the notebook's memory, then that of each branch
# expect: memory
# limits: memory_mb=300
# holds: a room takes its limit twice at the most: notebook and branch
kept = []
try:
    while True:
        kept.append(b"\1" * (1 << 20))
except MemoryError:
    del kept[-4:]


def double(x):
    global kept
    kept = [bytearray(b"\2") * len(one) for one in kept]
    while True:
        kept.append(bytearray(1 << 20))
