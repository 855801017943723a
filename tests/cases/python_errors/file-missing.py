open('prices.csv')
