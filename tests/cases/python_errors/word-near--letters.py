fro math import sqrt
