# row: F1
# tries: an exception class whose name is no text
# expect: error failed
# holds: a broken description of an exception is a broken room
class Meta(type):
    @property
    def __name__(cls):
        raise ValueError("no name")


class Problem(Exception, metaclass=Meta):
    pass


def double(x):
    raise Problem
