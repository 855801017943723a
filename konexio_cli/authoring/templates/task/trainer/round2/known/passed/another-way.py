# %% total
from pathlib import Path


def order_total(path):
    lines = Path(path).read_text().splitlines()[1:]
    orders = [line.split(",") for line in lines]
    return sum(int(price) for _, price, status in orders if status != "cancelled")

# %% count
def order_count(path):
    lines = Path(path).read_text().splitlines()[1:]
    return len([line for line in lines if not line.endswith(",cancelled")])
