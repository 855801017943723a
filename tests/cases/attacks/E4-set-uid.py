# row: E4
# tries: a program of its own that would run as its owner
# expect: failed
# says: no program
# holds: set-uid bits are of no effect, and nothing is executed
import os
import shutil
import sys

with open("program", "wb") as file:
    file.write(b"#!/bin/sh\nid\n")
os.chmod("program", 0o6755)
try:
    os.execv("./program", ["program"])
except OSError:
    print("no program")


def double(x):
    return 0
