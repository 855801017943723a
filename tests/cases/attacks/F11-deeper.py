# row: F11
# tries: answers nested so deeply that no JSON reader takes them
# expect: error
# holds: depth has a limit, and beyond it the room is broken
import gc
import json

agent = next(one for one in gc.get_objects() if type(one).__name__ == "Agent")


def deep(self, frame):
    request = json.loads(frame)
    value = '{"a":' * 20_000 + "0" + "}" * 20_000
    return ('{"id": "%s", "printed": "", "read": 0, "value": %s}' % (request["id"], value)).encode()


type(agent).answer = deep
