# row: F10
# tries: to be right only the first time, or only the last
# expect: failed
# holds: each check begins from the notebook as it was left; a case comes twice
calls = 0


def double(x):
    global calls
    calls += 1
    return x * 2 if calls % 2 else None
