# row: F11
# tries: a JSON number with 200,000 digits
# expect: error
# holds: a huge number costs the judge nothing
import gc
import json

agent = next(one for one in gc.get_objects() if type(one).__name__ == "Agent")


def answer(self, frame):
    request = json.loads(frame)
    return ('{"id": "%s", "printed": "", "read": 0, "value": %s}' % (request["id"], "9" * 200_000)).encode()


type(agent).answer = answer
