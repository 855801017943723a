# row: F10
# tries: the answers that a learner can see
# expect: failed
# holds: hidden and generated values are not guessed
def double(x):
    return {21: 42, -3: -6, 2**70: 2**71, "ab": "abab", "": ""}.get(x if isinstance(x, (int, str)) else None)
