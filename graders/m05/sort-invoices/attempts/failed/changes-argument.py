# %% sort
def for_sorting(invoice):
    date = datetime.strptime(invoice["date"], "%d/%m/%Y")
    return date, -Decimal(invoice["amount"])


def sort_invoices(invoices):
    invoices.sort(key=for_sorting)
    return invoices
