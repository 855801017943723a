# %% clean
def to_number(text):
    try:
        return float(text.replace("€", "").replace(" ", "").replace(",", "."))
    except (AttributeError, ValueError):
        return None


def clean_orders(path):
    orders = pd.read_csv(path, dtype={"order": str})
    orders = orders[~orders["order"].duplicated()].copy()
    orders["amount"] = orders["amount"].map(to_number).astype(float)
    orders = orders[orders["amount"].notna()].copy()
    orders["city"] = orders["city"].map(lambda name: name.strip().capitalize())
    orders["day"] = pd.to_datetime(orders["day"], dayfirst=True)
    return orders


# %% city
def revenue_by_city(path):
    orders = clean_orders(path)
    return orders.pivot_table(index="city", values="amount", aggfunc="sum")["amount"]


# %% month
def best_month(path):
    orders = clean_orders(path)
    totals = orders.groupby(orders["day"].dt.to_period("M"))["amount"].sum()
    return str(totals.sort_values().index[-1])


# %% top
def top_orders(path, count):
    return clean_orders(path).sort_values("amount", ascending=False).head(count)
