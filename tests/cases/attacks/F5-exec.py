# row: F5
# tries: to become another program
# expect: failed
# says: refused
# holds: no program can be started
import os

for path in ("/bin/true", "/usr/bin/true", "/bin/sh", "/proc/self/exe", os.sys.executable):
    try:
        os.execv(path, [path])
    except OSError as problem:
        print("refused", type(problem).__name__)


def double(x):
    return 0
