# row: F12
# tries: a module in the room's folder that hides one of Python's
# expect: failed
# says: shadowed
# holds: the judge imports nothing from a room's folder
import importlib
import sys

with open("colorsys.py", "w") as file:
    file.write("print('shadowed')\n")
sys.modules.pop("colorsys", None)
import colorsys


def double(x):
    return 0
