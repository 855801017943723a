"""What a room may use, set on itself before any learner code runs.

Only resource limits so far: a room can still read what its user can read. The
namespaces, mounts and system-call filter of a confined room belong here too.
"""

from __future__ import annotations

import os
import resource

_MIB = 1 << 20
_OPEN_FILES = 128
TIER = "limits-only"


def confine(seconds: int, memory_mb: int, file_mb: int) -> None:
    """Limit this process for good: CPU seconds, address space, file size, open files."""
    os.setsid()
    # Two seconds of grace: the judge's clock ends a room first, this is the second net.
    for kind, most in (
        (resource.RLIMIT_CPU, seconds + 2),
        (resource.RLIMIT_AS, memory_mb * _MIB),
        (resource.RLIMIT_FSIZE, file_mb * _MIB),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
