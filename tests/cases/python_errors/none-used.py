def f():
    print(3)
x = f()[0]
