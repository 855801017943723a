# row: F11
# tries: fields of an answer that have another shape than agreed
# expect: error
# holds: a field of another shape is a broken room
import gc
import json

agent = next(one for one in gc.get_objects() if type(one).__name__ == "Agent")
fields = iter([{"printed": 5}, {"read": True}, {"read": -1, "value": 7}, {"raised": {}}, {"changed": 1}])


def answer(self, frame):
    request = json.loads(frame)
    told = {"id": request["id"], "printed": "", "read": 0} | next(fields, {"raised": [1, 2]})
    return json.dumps(told).encode()


type(agent).answer = answer
