# %% work
def may_work(age, is_day, has_permit):
    if age >= 16 and (is_day == True or has_permit == True):
        return True
    else:
        return False
