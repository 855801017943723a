# row: D2
# tries: to take all memory in a cell, and to go on
# expect: failed
# limits: memory_mb=256
# says: MemoryError
# holds: memory has a limit
taken = []
try:
    while True:
        taken.append(bytearray(1 << 20))
except MemoryError as problem:
    taken.clear()
    print(type(problem).__name__)


def double(x):
    return 0
