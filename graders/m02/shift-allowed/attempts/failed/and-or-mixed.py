# %% work
def may_work(age, is_day, has_permit):
    return age >= 16 and is_day and has_permit
