# %% vat
def with_vat(price, rate):
    return round(price * (100 + rate) / 100)


# %% bill
def split_bill(total, people):
    return total // people, total % people


# %% minutes
def minutes_to_text(minutes):
    return f"{minutes // 60} h {minutes % 60:02}"


# %% initials
def initials(name):
    while True:
        pass
