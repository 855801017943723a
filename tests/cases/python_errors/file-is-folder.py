open('.')
