# %% clean
def clean_orders(path):
    orders = pd.read_csv(path, dtype=str).drop_duplicates("order")
    text = orders["amount"].str.replace("€", "").str.replace(" ", "").str.replace(",", "")
    orders["amount"] = pd.to_numeric(text, errors="coerce")
    orders["city"] = orders["city"].str.strip().str.title()
    orders["day"] = pd.to_datetime(orders["day"], format="%d/%m/%Y")
    return orders.dropna(subset=["amount"]).reset_index(drop=True)


# %% city
def revenue_by_city(path):
    return clean_orders(path).groupby("city")["amount"].sum()


# %% month
def best_month(path):
    orders = clean_orders(path)
    months = orders["day"].dt.strftime("%Y-%m")
    return orders.groupby(months)["amount"].sum().idxmax()


# %% top
def top_orders(path, count):
    return clean_orders(path).nlargest(count, "amount")
