# row: F8
# tries: to read expected values from its callers' frames and from In and Out
# expect: failed
# says: frames seen
# holds: the room receives arguments, and nothing that they are compared with
import sys


def double(x):
    frame, seen = sys._getframe(), []
    while frame:
        seen += [repr(frame.f_locals), repr(frame.f_code.co_consts), repr(list(frame.f_globals))]
        frame = frame.f_back
    print("frames seen", len(seen))
    print("found" if "canary-hidden" in "".join(seen).replace('"canary-hidden"', "") else "")
    return [text[:500] for text in seen if "CANARY =" in text or "test_numbers" in text]


print("frames seen", In, Out)
