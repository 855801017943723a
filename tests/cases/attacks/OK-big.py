# row: OK
# expect: passed
# limits: answer_kb=4096
# holds: large values that are legal pass
def numbers():
    return list(range(100_000))


def table():
    return {f"key {n}": {"n": n, "half": n / 2, "big": 2**100 + n} for n in range(10_000)}


def members():
    return set(range(-20_000, 20_000))


def factorial(n):
    return n * factorial(n - 1) if n else 1

# %% checks
def test_big():
    import math

    assert numbers() == list(range(100_000))
    assert table()["key 9999"] == {"n": 9999, "half": 4999.5, "big": 2**100 + 9999}
    assert members() == set(range(-20_000, 20_000))
    assert factorial(900) == math.factorial(900)
