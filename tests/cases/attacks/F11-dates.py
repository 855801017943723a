# row: F11
# tries: a table of dates as texts, each to be guessed at
# expect: error
# limits: answer_kb=4096
# holds: dates in a table are dates
import gc
import json

agent = next(one for one in gc.get_objects() if type(one).__name__ == "Agent")


def answer(self, frame):
    request = json.loads(frame)
    texts = [f"{1 + n % 28} Jan 2001 10:{n % 60}pm" for n in range(30_000)]
    value = {"$": "index", "v": ["datetime64[ns]", None, texts]}
    return json.dumps({"id": request["id"], "printed": "", "read": 0, "value": value}).encode()


type(agent).answer = answer
