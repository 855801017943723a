import csv


def order_total(path):
    total = 0
    with open(path) as file:
        for row in csv.DictReader(file):
            total = total + int(row["price"])
    return total
