# row: F11
# tries: a fraction of two huge numbers, whose common divisor takes minutes
# expect: error
# limits: answer_kb=4096
# holds: the parts of a fraction have a size
import gc
import json

agent = next(one for one in gc.get_objects() if type(one).__name__ == "Agent")


def answer(self, frame):
    request = json.loads(frame)
    parts = [{"$": "int", "v": "0x" + digit * 1_900_000} for digit in "97"]
    value = {"$": "fraction", "v": parts}
    return json.dumps({"id": request["id"], "printed": "", "read": 0, "value": value}).encode()


type(agent).answer = answer
