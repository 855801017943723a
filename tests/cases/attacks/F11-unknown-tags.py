# row: F11
# tries: tags and shapes that the wire does not know
# expect: error
# holds: an unknown tag is a broken room
import gc
import json

agent = next(one for one in gc.get_objects() if type(one).__name__ == "Agent")
forms = iter(
    [
        {"$": "eval", "v": "1"},
        {"$": "__class__", "v": []},
        {"$": "ndarray", "v": ["O", [1], {"$": "bytes", "v": "AAAAAAAAAAA="}]},
        {"$": "ndarray", "v": ["i8", [10**12], {"$": "bytes", "v": ""}]},
        {"$": "handle", "v": ["x", 1, 2, 3]},
        {"$": "set", "v": [[1]]},
        {"$": "dict", "v": [[1, 2, 3]]},
        {"a": 1},
    ]
)


def answer(self, frame):
    request = json.loads(frame)
    form = next(forms, {"$": 5, "v": 5})
    return json.dumps({"id": request["id"], "printed": "", "read": 0, "value": form}).encode()


type(agent).answer = answer
