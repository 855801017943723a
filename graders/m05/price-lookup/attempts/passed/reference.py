# %% total
def order_total(order, prices):
    total = Decimal(0)
    problems = []
    for item in order:
        if item in prices:
            total += prices[item]
        else:
            problems.append(item)
    return total, problems
