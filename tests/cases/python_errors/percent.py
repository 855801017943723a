vat = 20%
