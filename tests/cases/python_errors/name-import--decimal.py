x = Decimal("1.50")
