# row: D1
# tries: to wait for somebody who types
# expect: missing
# says: EOFError
# holds: nobody is there to type
name = input("your name? ")


def double(x):
    return input(f"and the answer for {x}?")
