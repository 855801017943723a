"""A Dask scheduler and a worker in processes of their own, on a wire that TLS closes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# An authority of our own, and a certificate that it signed.
_OPENSSL = """
req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=authority
  -keyout ca.key -out ca.pem
req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=konexio
  -keyout own.key -out own.csr
x509 -req -in own.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out own.pem
"""


def make_certificates(folder: Path) -> dict[str, str]:
    """Write certificates, and return the settings of Dask that name them."""
    folder.mkdir()
    for line in _OPENSSL.replace("\n  ", " ").strip().splitlines():
        words = ["openssl", *line.split()]
        subprocess.run(words, cwd=folder, check=True, capture_output=True)
    tls = "DASK_DISTRIBUTED__COMM__TLS__"
    sides = {
        f"{tls}{side}__{part}": str(folder / f"own.{ending}")
        for side in ("CLIENT", "SCHEDULER", "WORKER")
        for part, ending in (("CERT", "pem"), ("KEY", "key"))
    }
    encrypted = {"DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "true"}
    return {f"{tls}CA_FILE": str(folder / "ca.pem")} | sides | encrypted


@contextmanager
def cluster(folder: Path, settings: dict[str, str]) -> Iterator[str]:
    """Give the address of a scheduler with one worker, which has two threads."""
    port = _free_port()
    address = f"tls://127.0.0.1:{port}"
    surroundings = {**os.environ, **settings, "TMPDIR": str(folder)}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "dask", *words.split()],
            env=surroundings,
            cwd=folder,
            stderr=subprocess.DEVNULL,
        )
        for words in (
            f"scheduler --protocol tls --host 127.0.0.1 --port {port} --no-dashboard",
            f"worker {address} --nthreads 2 --no-dashboard",
        )
    ]
    try:
        yield address
    finally:
        for one in reversed(running):
            one.terminate()
            one.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
