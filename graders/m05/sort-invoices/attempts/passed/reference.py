# %% sort
def for_sorting(invoice):
    date = datetime.strptime(invoice["date"], "%d/%m/%Y")
    return date, -Decimal(invoice["amount"])


def sort_invoices(invoices):
    return sorted(invoices, key=for_sorting)
