# %% line
def invoice_line(name, hours, rate):
    total = hours * rate
    return f"{name}: {hours} h x {rate} EUR = {total} EUR"
