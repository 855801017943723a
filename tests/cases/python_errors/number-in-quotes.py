total = 60
if total >= "50":
    print(total)
