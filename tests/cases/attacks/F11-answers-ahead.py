# row: F11
# tries: an answer before the question, with an id of its own
# expect: error
# holds: an answer to no question ends the room
import json
import os
import stat


def double(x):
    body = json.dumps({"id": "0" * 16, "value": [x * 2, []], "printed": "", "read": 0}).encode()
    for fd in range(3, 128):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                os.write(fd, len(body).to_bytes(4, "big") + body)
        except OSError:
            pass
    return x * 2
