# %% work
def may_work(age, is_day, has_permit):
    if age < 16:
        return False
    if is_day:
        return True
    return has_permit
