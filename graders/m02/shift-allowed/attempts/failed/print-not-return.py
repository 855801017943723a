# %% work
def may_work(age, is_day, has_permit):
    print(age >= 16 and (is_day or has_permit))
