"""A room's hash seed, time zone and locale can be chosen, and nothing else of its environment."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.model.exercise import Limits
from konexio_cli.sandbox.choose import Kind, open_rooms
from konexio_cli.sandbox.surroundings import USUAL, Surroundings

_TELL = """
import os, time
print(os.environ.get("TZ"), os.environ.get("LC_ALL"), time.localtime(0).tm_hour)
print(hash("konexio"))
"""


def told(kind: Kind, surroundings: Surroundings) -> list[str]:
    rooms = open_rooms(kind, (), surroundings)
    try:
        room = rooms.open({}, Limits())
        try:
            return room.run(_TELL, 60).stdout.splitlines()
        finally:
            room.close()
    finally:
        rooms.close()


KINDS: list[Kind] = ["forked", "jupyter"] if hasattr(os, "fork") else ["jupyter"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_room_has_the_surroundings_that_were_chosen(kind: Kind) -> None:
    chosen = Surroundings(hash_seed=3, time_zone="<+14>-14", locale="C")
    assert told(kind, chosen)[0] == "<+14>-14 C 14"


@pytest.mark.skipif("forked" not in KINDS, reason="a kernel has a hash seed of its own")
def test_hash_seeds_differ_and_the_usual_one_is_always_the_same() -> None:
    usual, again, other = (
        told("forked", one)[1] for one in (USUAL, Surroundings(), Surroundings(hash_seed=3))
    )
    assert usual == again != other


@given(seed=st.integers(0, 2**32 - 1), zone=st.text(), locale=st.text())
def test_only_three_variables_can_be_chosen(seed: int, zone: str, locale: str) -> None:
    names = set(Surroundings(seed, zone, locale).environment())
    assert {"PYTHONHASHSEED"} <= names <= {"PYTHONHASHSEED", "TZ", "LC_ALL"}
    assert USUAL.environment() == {"PYTHONHASHSEED": "0"}
