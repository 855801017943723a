price_with_vat(price, vat)
    return price + vat
