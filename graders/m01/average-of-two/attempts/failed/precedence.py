# %% average
def average(a, b):
    """average(10, 20) == 15"""
    first = a
    second = b
    result = a + b / 2
    return result
