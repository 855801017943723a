# row: F1
# tries: a generator and a coroutine instead of values
# expect: failed
# holds: what is no value is no answer
def double(x):
    yield x * 2
