"""Guards around every test: surroundings unchanged, and no network but this machine."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

_REAL_CONNECT = socket.socket.connect

# Timing is never a test, and what one run found is not kept for the next.
settings.register_profile("konexio", deadline=None, database=None)
settings.load_profile("konexio")


@pytest.fixture(autouse=True)
def unchanged_surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves another working folder or environment behind.

    It stands around `monkeypatch`'s changes only where a test makes them by hand.
    """
    here, environment = Path.cwd(), dict(os.environ)
    yield
    monkeypatch.undo()
    left = dict(os.environ)
    for name in ("PYTEST_CURRENT_TEST", "COV_CORE_DATAFILE"):
        left.pop(name, None)
        environment.pop(name, None)
    assert Path.cwd() == here
    assert left == environment


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections of this process to anything but this machine."""

    def connect(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in {socket.AF_INET, socket.AF_INET6} and host not in {"127.0.0.1", "::1"}:
            raise AssertionError(f"a test connects to {host}")
        _REAL_CONNECT(self, address)  # type: ignore[arg-type]  # any address that sockets take

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder with exercises/, graders/ and README.md."""
    return Path(__file__).parents[1]
