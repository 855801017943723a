# %% vat
def with_vat(price, rate):
    print(round(price * (100 + rate) / 100))


# %% bill
def split_bill(total, people):
    return total // people, total % people


# %% minutes
def minutes_to_text(minutes):
    return f"{minutes // 60} h {minutes % 60}"


# %% initials
def initials(name):
    return "".join(part[0].upper() + "." for part in name.split())
