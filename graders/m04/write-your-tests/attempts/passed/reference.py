# %% tests
def test_fee():
    assert delivery_fee(0) == 6
    assert delivery_fee(29) == 6
    assert delivery_fee(30) == 4
    assert delivery_fee(99) == 4
    assert delivery_fee(100) == 0
