# %% tests
def test_fee():
    print(delivery_fee(0) == 6)
    print(delivery_fee(29) == 6)
    print(delivery_fee(30) == 4)
    print(delivery_fee(99) == 4)
    print(delivery_fee(100) == 0)
