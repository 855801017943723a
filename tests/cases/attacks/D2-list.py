# row: D2
# tries: to take all memory with a list
# expect: memory
# limits: memory_mb=256
# holds: memory has a limit, and its end is the verdict memory
def double(x):
    values = []
    while True:
        values.append(bytearray(1 << 20))
