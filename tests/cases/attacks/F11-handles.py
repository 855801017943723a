# row: F11
# tries: handles that were never given, and exception classes of strange names
# expect: failed error
# holds: a handle is a number for the room, and nothing to the judge
import gc
import json

agent = next(one for one in gc.get_objects() if type(one).__name__ == "Agent")
names = iter(["a\0b", "\ud800", "x" * 200_000, "__import__('os')", ""])


def answer(self, frame):
    request = json.loads(frame)
    told = {"id": request["id"], "printed": "", "read": 0}
    if request["op"] == "get":
        told["value"] = {"$": "handle", "v": [10**9, "function", True, ""]}
    else:
        told["raised"] = [next(names, "K"), "KeyboardInterrupt", "x"]
    return json.dumps(told).encode()


type(agent).answer = answer
