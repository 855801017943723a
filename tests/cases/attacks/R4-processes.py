# row: R4
# tries: to read other processes' arguments, environments and memory
# expect: failed
# says: no process
# holds: no process of anybody else can be seen
import os

for pid in ("self", "1", "2", str(os.getppid()), "thread-self", *map(str, range(3, 400))):
    for what in ("cmdline", "environ", "maps", "mem", "fd/0", "status"):
        try:
            print(open(f"/proc/{pid}/{what}", "rb").read(1000))
        except OSError:
            pass
print("no process", os.listdir("/proc"))


def double(x):
    return os.listdir("/proc")
