# %% plan
def seat_plan(rows, seats, row, seat):
    if row < 1 or row > rows or seat < 1 or seat > seats:
        raise ValueError("no such seat")
    plan = []
    for _ in range(rows):
        plan.append(["free"] * seats)
    plan[row - 1][seat - 1] = "booked"
    print(plan)
