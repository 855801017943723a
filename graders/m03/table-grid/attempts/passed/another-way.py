# %% plan
def seat_plan(rows, seats, row, seat):
    if row not in range(1, rows + 1):
        raise ValueError("no such row")
    if seat not in range(1, seats + 1):
        raise ValueError("no such seat")
    plan = []
    for r in range(1, rows + 1):
        line = []
        for s in range(1, seats + 1):
            if r == row and s == seat:
                line.append("booked")
            else:
                line.append("free")
        plan.append(line)
    return plan
