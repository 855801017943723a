# %% sort
def for_sorting(invoice):
    return invoice["date"], -Decimal(invoice["amount"])


def sort_invoices(invoices):
    return sorted(invoices, key=for_sorting)
