# row: F1
# tries: exceptions that test programs take for a skip, an exit or an expected failure
# expect: error
# says: Skipped
# holds: no exception from a room is a skip or a pass
class Skipped(BaseException):
    pass


class Exit(SystemExit):
    pass


def double(x):
    raise {int: Skipped, str: Exit, list: KeyboardInterrupt}.get(type(x), GeneratorExit)(0)
