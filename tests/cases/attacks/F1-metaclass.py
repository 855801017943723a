# row: F1
# tries: a class, instead of an object, whose metaclass agrees with everybody
# expect: failed
# holds: a class of the learner's stays in its room
class Meta(type):
    def __eq__(cls, other):
        return True

    def __instancecheck__(cls, one):
        return True

    def __subclasscheck__(cls, one):
        return True

    __hash__ = type.__hash__


class Lie(metaclass=Meta):
    pass


def double(x):
    return Lie
