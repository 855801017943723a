"""A real room in which programs stop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from konexio_cli.sandbox.forked import ForkedRooms


@pytest.fixture(scope="session")
def rooms() -> Iterator[ForkedRooms]:
    opened = ForkedRooms()
    yield opened
    opened.close()
