# row: D5
# tries: texts longer than the room's agent would send
# expect: error failed
# holds: the judge cuts what it keeps, whoever sent it
import gc
import json

agent = next(one for one in gc.get_objects() if type(one).__name__ == "Agent")


def answer(self, frame):
    request = json.loads(frame)
    told = {"id": request["id"], "printed": "p" * 100_000, "read": 0}
    told["raised"] = ["N" * 100_000, "ValueError", "t" * 500_000]
    return json.dumps(told).encode()


type(agent).answer = answer
