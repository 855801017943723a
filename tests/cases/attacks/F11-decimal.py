# row: F11
# tries: decimals of a billion digits in few letters
# expect: error
# holds: the exponent of a decimal has a limit
from decimal import MAX_EMAX, Context, Decimal, setcontext

setcontext(Context(Emax=MAX_EMAX, prec=28))


def double(x):
    return Decimal("1e999999999999")
