# %% line
def invoice_line(name, hours, rate):
    left = name + ": " + str(hours) + " h x " + str(rate) + " EUR"
    right = str(rate * hours) + " EUR"
    return " = ".join([left, right])
