# row: F12
# tries: to leave files that other programs load by their name
# expect: failed
# says: dropped
# holds: files of a learner's are in their own room only
import os

for name in ("conftest.py", "json.py", "socket.py", "sitecustomize.py", "pytest.ini", "konexio_cli.py"):
    with open(name, "w") as file:
        file.write("raise SystemExit('dropped')\n")
os.makedirs("konexio_cli/sandbox", exist_ok=True)
open("konexio_cli/__init__.py", "w").close()
for folder in ("..", "../..", "/", "/tmp", "@OUTSIDE@", "@HOME@"):
    try:
        open(folder + "/conftest-@MARK@.py", "w").close()
    except OSError:
        pass
print("dropped")


def double(x):
    return 0
