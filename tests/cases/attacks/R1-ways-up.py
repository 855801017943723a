# row: R1
# tries: ways out of the root: dots, old roots, the devices' folder, other processes' roots
# expect: failed
# says: nothing above
# holds: the old root is gone from view
import os

for path in (
    "../" * 40 + "@GRADERS@".lstrip("/"),
    "/proc/1/root", "/proc/self/root/@GRADERS@", "/.old", "/dev/../../@GRADERS@",
    "/proc/self/cwd/../../@HOME@", "/dev/fd", "/sys", "/run", "/var",
):
    try:
        print("seen", os.listdir(path))
    except OSError:
        print("nothing above")
root = os.open("/", os.O_RDONLY)
for _ in range(50):
    root = os.open("..", os.O_RDONLY, dir_fd=root)
print(sorted(os.listdir(root)))


def double(x):
    return os.listdir(root)
