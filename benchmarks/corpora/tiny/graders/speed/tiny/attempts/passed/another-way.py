# %% vat
def with_vat(price, rate):
    vat = price * rate / 100
    return int(price + vat + 0.5)


# %% bill
def split_bill(total, people):
    return divmod(total, people)


# %% minutes
def minutes_to_text(minutes):
    hours, rest = divmod(minutes, 60)
    text = str(rest)
    if rest < 10:
        text = "0" + text
    return str(hours) + " h " + text


# %% initials
def initials(name):
    result = ""
    for part in name.split():
        result += part[0].upper() + "."
    return result
