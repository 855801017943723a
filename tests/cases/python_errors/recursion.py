def f(n):
    return f(n)
f(1)
