# %% report
from collections import defaultdict
from pathlib import Path


def order_report(path):
    orders = json.loads(Path(path).read_text(encoding="utf-8"))["orders"]
    totals = defaultdict(Decimal)
    for order in orders:
        items = order["items"] if "items" in order else []
        totals[order["client"]] += sum(Decimal(item["price"]) * Decimal(item["quantity"]) for item in items)
    return len(orders), dict(totals)
