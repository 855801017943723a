# row: F1
# tries: to change the values that the check compares with
# expect: failed
# holds: what the learner's code does to its arguments is seen by the check
def double(x):
    if isinstance(x, list):
        answer = x * 2
        x[:] = answer
        return answer
    return x * 2
