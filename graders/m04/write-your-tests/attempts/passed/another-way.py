# %% tests
def test_fee():
    for total in range(200):
        fee = delivery_fee(total)
        if total >= 100:
            assert fee == 0
        elif total >= 30:
            assert fee == 4
        else:
            assert fee == 6
