print('abc'['a'])
