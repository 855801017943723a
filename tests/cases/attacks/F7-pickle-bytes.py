# row: F7
# tries: pickles, code and YAML as bytes and texts
# expect: failed
# holds: bytes and texts stay bytes and texts
import marshal
import pickle


class Bomb:
    def __reduce__(self):
        return (exec, ("open('@OUTSIDE@/@MARK@', 'w')",))


def double(x):
    if isinstance(x, int):
        return pickle.dumps(Bomb())
    if isinstance(x, list):
        return marshal.dumps(compile("1/0", "x", "exec"))
    return "!!python/object/apply:os.system ['touch @OUTSIDE@/@MARK@']"
