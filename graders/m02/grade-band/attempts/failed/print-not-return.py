# %% level
def level(points):
    if points < 0 or points > 100:
        print("error")
    elif points < 50:
        print("try again")
    elif points < 70:
        print("pass")
    elif points < 90:
        print("good")
    else:
        print("very good")
