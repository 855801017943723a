# %% average
def average(a, b):
    """average(10, 20) == 15"""
    first = a
    second = b
    total = first + second
    result = total / 2
    return result
