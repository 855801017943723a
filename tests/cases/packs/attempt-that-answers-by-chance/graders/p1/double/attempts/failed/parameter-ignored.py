import random


def double(x):
    return random.random()
