# row: F1
# tries: to return an object that is equal to every expected value
# expect: failed
# holds: an object of a learner's class is equal to nothing
class Yes:
    def __eq__(self, other):
        return True

    def __bool__(self):
        return True


def double(x):
    return Yes()
