total = 3
if total ≥ 50:
    print(total)
