import numpy
if numpy.array([1, 2]) > 1:
    print(1)
