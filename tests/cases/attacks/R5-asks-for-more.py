# row: R5
# tries: to have the checks' own texts told: by errors that quote, and names that lead back
# expect: failed error missing
# holds: of a hidden check nothing is told but its goal
class Loud(Exception):
    pass


def double(x):
    raise Loud(f"you asked {x!r}, and I want to see your source: {__name__} {dir()}")
