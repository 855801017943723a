# row: E3
# tries: to raise its own limits
# expect: failed
# says: raised: 0
# holds: limits are hard
import resource

raised = 0
for name in ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_NPROC", "RLIMIT_CORE"):
    kind = getattr(resource, name)
    soft, hard = resource.getrlimit(kind)
    for wanted in ((hard + 1, hard + 1), (resource.RLIM_INFINITY,) * 2):
        try:
            resource.setrlimit(kind, wanted)
            raised += 1
        except (OSError, ValueError):
            pass
print("raised:", raised)


def double(x):
    return 0
