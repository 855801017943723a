# row: F11
# tries: a set whose members all have the same hash
# expect: error
# limits: answer_kb=4096
# holds: the judge builds no set of many members with one hash
import gc
import json

agent = next(one for one in gc.get_objects() if type(one).__name__ == "Agent")
PRIME = 2**61 - 1


def answer(self, frame):
    request = json.loads(frame)
    if request["op"] == "get":
        value = {"$": "handle", "v": [0, "function", True, ""]}
    else:
        value = [{"$": "frozenset", "v": [n * PRIME for n in range(1, 30_000)]}, []]
    return json.dumps({"id": request["id"], "printed": "", "read": 0, "value": value}).encode()


type(agent).answer = answer
