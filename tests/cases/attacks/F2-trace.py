# row: F2
# tries: to watch and change every frame that runs after it
# expect: failed
# says: traced
# holds: checks have no frames in the room
import sys


def watch(frame, event, arg):
    for name in list(frame.f_locals):
        if "expect" in name or "canary" in name.lower():
            print("found", frame.f_locals[name])
    return watch


sys.settrace(watch)
sys.setprofile(lambda *a: None)
print("traced")


def double(x):
    return 0
