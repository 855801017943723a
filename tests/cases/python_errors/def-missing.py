    return price + vat
