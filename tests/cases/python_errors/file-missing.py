open("prices.csv")
