# row: F11
# tries: a dict whose keys all have the same hash: minutes of work for who builds it
# expect: error
# limits: answer_kb=4096
# holds: the judge builds no dict of many keys with one hash
import gc
import json

agent = next(one for one in gc.get_objects() if type(one).__name__ == "Agent")
PRIME = 2**61 - 1


def answer(self, frame):
    request = json.loads(frame)
    pairs = [[n * PRIME, 0] for n in range(1, 130_000)]
    value = {"$": "dict", "v": pairs} if request["op"] != "get" else {"$": "set", "v": [k for k, _ in pairs]}
    return json.dumps({"id": request["id"], "printed": "", "read": 0, "value": value}).encode()


type(agent).answer = answer
