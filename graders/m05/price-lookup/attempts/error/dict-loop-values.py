# %% total
def order_total(order, prices):
    total = Decimal(0)
    problems = []
    for item in order:
        if item not in prices:
            problems.append(item)
        for price in prices:
            if price == item:
                total += price
    return total, problems
