# row: E3
# tries: the system calls that attack a kernel
# expect: failed
# says: allowed: []
# holds: system calls are an allow-list
import ctypes
import platform

libc = ctypes.CDLL(None, use_errno=True)
X86 = platform.machine() == "x86_64"
CALLS = {
    "ptrace": (101, 117), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41),
    "chroot": (161, 51), "setns": (308, 268), "bpf": (321, 280), "perf_event_open": (298, 241),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218),
    "userfaultfd": (323, 282), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426),
    "memfd_create": (319, 279), "memfd_secret": (447, 447), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271), "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264),
    "init_module": (175, 105), "finit_module": (313, 273), "kexec_load": (246, 104), "reboot": (169, 142),
    "swapon": (167, 224), "acct": (163, 89), "sethostname": (170, 161), "settimeofday": (164, 170),
    "personality": (135, 92), "quotactl": (179, 60), "fanotify_init": (300, 262),
    "shmget": (29, 194), "semget": (64, 190), "msgget": (68, 186), "mq_open": (240, 180),
    "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424),
    "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430), "mount_setattr": (442, 442),
    "landlock_create_ruleset": (444, 444), "kcmp": (312, 272), "execve": (59, 221), "execveat": (322, 281),
    "setuid": (105, 146), "setgid": (106, 144), "setresuid": (117, 147), "setgroups": (116, 159),
    "capset": (126, 91), "syslog": (103, 116), "seccomp": (317, 277), "mknodat": (259, 33),
    "migrate_pages": (256, 238), "move_pages": (279, 239), "lookup_dcookie": (212, 18),
}
allowed = []
for name, numbers in CALLS.items():
    ctypes.set_errno(0)
    result = libc.syscall(ctypes.c_long(numbers[0] if X86 else numbers[1]), *[ctypes.c_long(-1)] * 6)
    # EPERM comes from the filter; anything else means that the kernel has looked at it.
    if result >= 0 or ctypes.get_errno() != 1:
        allowed.append((name, ctypes.get_errno()))
print("allowed:", allowed)


def double(x):
    return 0
