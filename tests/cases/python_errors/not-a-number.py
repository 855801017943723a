float('12 EUR')
