# row: E4
# tries: to become root, and to write where root writes
# expect: failed
# says: became: 0
# holds: a room is nobody, and has no capability
import os

became = 0
for become in (
    lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setreuid(0, 0), lambda: os.setgroups([0]),
    lambda: os.chroot("/"), lambda: os.nice(-5), lambda: os.sched_setscheduler(0, 1, os.sched_param(1)),
    lambda: os.chown("prices.csv", 0, 0), lambda: os.sethostname("x") if hasattr(os, "sethostname") else 1 / 0,
    lambda: open("/proc/sys/kernel/core_pattern", "w"), lambda: open("/proc/sysrq-trigger", "w"),
    lambda: open("/sys/kernel/uevent_helper", "w"), lambda: os.mknod("disk", 0o060600, os.makedev(254, 0)),
):
    try:
        become()
        became += 1
    except (OSError, ZeroDivisionError):
        pass
print("became:", became)
assert os.getuid() != 0 and os.geteuid() != 0


def double(x):
    return 0
