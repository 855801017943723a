first = "ki"
second = "mono"
word = first + second
