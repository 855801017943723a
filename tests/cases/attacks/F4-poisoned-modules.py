# row: F4
# tries: to replace the modules that a room speaks with
# expect: timeout error
# limits: seconds=1 notebook_seconds=1
# holds: a room that speaks nonsense is broken, and says nothing else
import base64
import json
import socket
import sys

print("poisoned")
json.dumps = lambda *a, **k: '{"id": "x", "value": true}'
json.loads = lambda *a, **k: {"op": "names"}
socket.socket.sendall = lambda *a, **k: None
base64.b64encode = lambda *a: b""
for name in ("json", "struct", "socket", "base64", "konexio_cli.sandbox.wire"):
    sys.modules[name] = None


def double(x):
    return x
