# row: D3
# tries: to start programs
# expect: error failed
# says: refused
# holds: no program can be started
import subprocess
import sys

for command in (["/bin/sh", "-c", "id"], [sys.executable, "-c", "1"], ["ls"]):
    try:
        subprocess.run(command, check=False)
    except OSError:
        print("refused")


def double(x):
    import multiprocessing

    multiprocessing.Pool(2).map(abs, [1])
