# %% report
def order_report(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    totals = {}
    for order in data["orders"]:
        client = order["client"]
        amount = 0
        for item in order.get("items", []):
            amount += float(item["price"]) * int(item["quantity"])
        totals[client] = totals.get(client, 0) + amount
    return len(data["orders"]), totals
