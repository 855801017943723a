# %% total
import csv


def order_total(path):
    total = 0
    with open(path) as file:
        for row in csv.DictReader(file):
            if row["status"] != "cancelled":
                total = total + int(row["price"])
    return total

# %% count
def order_count(path):
    count = 0
    with open("orders.csv") as file:
        for row in csv.DictReader(file):
            if row["status"] != "cancelled":
                count = count + 1
    return count
