# row: F11
# tries: halves of characters, in an answer, in a name and in what is printed
# expect: failed
# holds: a text that cannot be written is still a text
print("\ud800 printed \udfff")


def double(x):
    print("\udcff")
    return "\ud800" * 10
