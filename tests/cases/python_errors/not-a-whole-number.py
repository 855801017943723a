int('12 EUR')
