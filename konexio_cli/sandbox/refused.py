"""Why rooms hide less than they could here, where the system itself says why."""

from __future__ import annotations

from pathlib import Path

# What refuses user namespaces: a switch of the system, its refusing value, what turns it.
_SWITCHES = (
    ("kernel/apparmor_restrict_unprivileged_userns", "1", "0"),  # Ubuntu since 23.10
    ("kernel/unprivileged_userns_clone", "0", "1"),  # Debian before 11
    ("user/max_user_namespaces", "0", "10000"),
)
_FOLDER = Path("/proc/sys")


def allowing_command(folder: Path = _FOLDER) -> str:
    """Return the command that allows user namespaces on this system; "" where none is known."""
    for name, refusing, allowing in _SWITCHES:
        try:
            found = (folder / name).read_text("ascii").strip()
        except OSError:
            continue
        if found == refusing:
            return f"sudo sysctl -w {name.replace('/', '.')}={allowing}"
    return ""
