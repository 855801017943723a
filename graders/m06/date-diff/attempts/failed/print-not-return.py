# %% late
def days_late(expected, arrived):
    start = datetime.strptime(expected, "%d/%m/%Y")
    end = datetime.strptime(arrived, "%d/%m/%Y")
    print(max(0, (end - start).days))
