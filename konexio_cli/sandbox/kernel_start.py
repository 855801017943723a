"""How a kernel of ours is started: our interpreter, a small environment, a quiet transport."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

# The name of a unix socket holds 103 bytes on macOS; jupyter adds "-" and a digit.
_LONGEST_SOCKET = 100
_PASSED_ON = ("PATH", "SYSTEMROOT")
_COMMAND = (
    *(sys.executable, "-I", "-X", "utf8", "-W", "ignore"),
    *("-m", "ipykernel_launcher", "-f", "{connection_file}", "--HistoryManager.enabled=False"),
)


class OurInterpreter(KernelSpecManager):
    """Knows one kernel: this interpreter, whatever a notebook or this machine names."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return how our interpreter is started as a kernel."""
        return KernelSpec(argv=list(_COMMAND), display_name=kernel_name, language="python")


def new_manager(private: Path) -> AsyncKernelManager:
    """Return what starts and kills one kernel, and keeps its files in `private`."""
    return AsyncKernelManager(
        kernel_spec_manager=OurInterpreter(),
        connection_file=str(private / "kernel.json"),
        **_transport(private),
    )


def _transport(private: Path) -> dict[str, str]:
    """Return jupyter's settings for unix sockets where they work, else for its default."""
    sockets = str(private / "kernel")
    if hasattr(socket, "AF_UNIX") and os.name == "posix" and len(sockets) < _LONGEST_SOCKET:
        return {"transport": "ipc", "ip": sockets}
    return {}


def environment(folder: Path, private: Path) -> dict[str, str]:
    """Return the kernel's whole environment: nothing of ours is in it but what starts Python."""
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    home = dict.fromkeys(("HOME", "USERPROFILE"), str(folder))
    ours = ("TMPDIR", "TEMP", "TMP", "IPYTHONDIR")
    jupyter = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    return {
        **passed_on,
        **home,
        **dict.fromkeys((*ours, *jupyter), str(private)),
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": str(folder / ".matplotlib"),
    }
