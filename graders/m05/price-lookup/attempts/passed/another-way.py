# %% total
def order_total(order, prices):
    known = [prices[item] for item in order if item in prices]
    problems = [item for item in order if prices.get(item) is None]
    return sum(known, Decimal("0.00")), problems
