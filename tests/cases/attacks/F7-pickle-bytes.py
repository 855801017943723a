# row: F7
# tries: pickles, code and YAML as bytes and texts
# expect: failed
# holds: bytes and texts stay bytes and texts
import pickle


class Bomb:
    def __reduce__(self):
        return (open, ("@OUTSIDE@/@MARK@", "w"))


def double(x):
    if isinstance(x, int):
        return pickle.dumps(Bomb())
    return "!!python/object/apply:os.system ['touch @OUTSIDE@/@MARK@']"
