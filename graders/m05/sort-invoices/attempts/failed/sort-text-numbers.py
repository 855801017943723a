# %% sort
def date_of(invoice):
    return datetime.strptime(invoice["date"], "%d/%m/%Y")


def amount_of(invoice):
    return invoice["amount"]


def sort_invoices(invoices):
    ordered = sorted(invoices, key=amount_of, reverse=True)
    return sorted(ordered, key=date_of)
