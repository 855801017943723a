# row: D1
# tries: a loop without end, in a cell
# expect: timeout
# limits: seconds=1 notebook_seconds=0.3
# holds: the judge's clock ends a room
while True:
    pass
