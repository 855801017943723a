# row: D5
# tries: an exception with a huge text, and one that cannot be told
# expect: error
# says: Loud
# holds: what an exception says is cut
class Loud(Exception):
    def __str__(self):
        return "loud " * 1_000_000


class Silent(Exception):
    def __str__(self):
        raise Silent


def double(x):
    raise Loud if isinstance(x, int) else Silent
