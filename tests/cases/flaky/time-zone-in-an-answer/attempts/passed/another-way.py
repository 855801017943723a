from datetime import datetime


def double(x):
    return x + x * datetime.fromtimestamp(0).day
