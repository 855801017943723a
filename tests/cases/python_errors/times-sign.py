price, vat = 3, 2
total = price x vat
