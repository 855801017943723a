# row: F11
# tries: frames that are no JSON, or JSON that is no answer
# expect: error
# holds: what cannot be read is a broken room
import gc

agent = next(one for one in gc.get_objects() if type(one).__name__ == "Agent")
bodies = iter([b"\xff\xfe\x00", b"NaN", b"[]", b'"x"', b"{}", b'{"id": NaN}', b"[" * 100])
type(agent).answer = lambda self, frame: next(bodies, b"null")


def double(x):
    return None
