# %% sort
def amount_of(invoice):
    return Decimal(invoice["amount"])


def date_of(invoice):
    day, month, year = invoice["date"].split("/")
    return year + month + day


def sort_invoices(invoices):
    ordered = invoices.copy()
    ordered.sort(key=amount_of, reverse=True)
    ordered.sort(key=date_of)
    return ordered
