# row: OK
# expect: passed
# holds: every kind of plain data crosses
import datetime as dt
from decimal import Decimal
from fractions import Fraction


def all_kinds():
    return [
        None, True, -1, 1.5, "é \N{SNAKE}", b"\0", (1, (2,)), {1, 2}, frozenset({3}), {"a": {1: [2]}},
        Decimal("10.50"), Fraction(1, 3), 2j, dt.date(2024, 2, 29), dt.datetime(2024, 2, 29, 12), dt.timedelta(1),
        float("inf"), 10**30,
    ]

# %% checks
def test_kinds():
    import datetime as dt
    from decimal import Decimal
    from fractions import Fraction

    assert all_kinds() == [
        None, True, -1, 1.5, "é \N{SNAKE}", b"\0", (1, (2,)), {1, 2}, frozenset({3}), {"a": {1: [2]}},
        Decimal("10.50"), Fraction(1, 3), 2j, dt.date(2024, 2, 29), dt.datetime(2024, 2, 29, 12), dt.timedelta(1),
        float("inf"), 10**30,
    ]
