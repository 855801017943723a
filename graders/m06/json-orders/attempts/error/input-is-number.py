# %% report
def order_report(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    totals = {}
    for order in data["orders"]:
        client = order["client"]
        amount = Decimal(0)
        for item in order.get("items", []):
            amount += item["price"] * item["quantity"]
        totals[client] = totals.get(client, Decimal(0)) + amount
    return len(data["orders"]), totals
