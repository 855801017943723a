# row: F11
# tries: a dict whose keys all have the same hash: long work for who builds it
# expect: error
# limits: answer_kb=4096
# holds: the judge builds no dict of many keys with one hash
import gc
import json

agent = next(one for one in gc.get_objects() if type(one).__name__ == "Agent")
PRIME = 2**61 - 1
KEYS = {"$": "set", "v": [n * PRIME for n in range(1, 30_000)]}
PAIRS = {"$": "dict", "v": [[key, 0] for key in KEYS["v"]]}


def answer(self, frame):
    request = json.loads(frame)
    value = KEYS if request["op"] == "get" else PAIRS
    return json.dumps({"id": request["id"], "printed": "", "read": 0, "value": value}).encode()


type(agent).answer = answer
