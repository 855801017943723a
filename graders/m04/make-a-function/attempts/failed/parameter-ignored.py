# %% line
def invoice_line(name, hours, rate):
    total = worked * price
    return f"{client}: {worked} h x {price} EUR = {total} EUR"
