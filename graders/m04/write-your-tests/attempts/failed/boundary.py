# %% tests
def test_fee():
    assert delivery_fee(10) == 6
    assert delivery_fee(60) == 4
    assert delivery_fee(200) == 0
