"""What is handed in once more, after another, counts: the newest does, whatever its bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from konexio_cli.cohort.kept import Seen
from konexio_cli.cohort.store import Store

from .test_arriving import MONDAY, folder, take
from .test_sources import laid

__all__ = ["folder"]
TREE = "Ada/price-with-vat.ipynb"
MOODLE = "Ada_81001_assignsubmission_file_/price-with-vat.ipynb"


def source(place: Path, name: str, body: str, day: int) -> Path:
    laid(place, {name: body})
    moment = MONDAY.timestamp() + 86400 * day + 0.5
    os.utime(place if place.is_file() else place / name, (moment, moment))
    return place


def newest(folder: Path) -> Seen:
    with Store(folder) as store:
        return max(store.submissions(), key=lambda one: (one.at, one.file))


@pytest.mark.parametrize(("name", "ending"), [(TREE, ""), (MOODLE, ".zip")])
def test_first_second_first(folder: Path, tmp_path: Path, name: str, ending: str) -> None:
    days = [source(tmp_path / f"{n}{ending}", name, body, n) for n, body in enumerate("ABA")]
    sums = []
    for one in days:
        found = take(folder, one)
        assert (found.new, found.known) == (1, 0)
        sums.append(newest(folder).sha256)
    assert sums[0] == sums[2] != sums[1]
    assert [(take(folder, one).new, take(folder, one).known) for one in days] == [(0, 1)] * 3
    assert newest(folder).sha256 == sums[0]


@pytest.mark.parametrize(("name", "ending"), [(TREE, ""), (MOODLE, ".zip")])
def test_the_same_file_later_is_nothing_new(
    folder: Path, tmp_path: Path, name: str, ending: str
) -> None:
    days = [source(tmp_path / f"{n}{ending}", name, "A", n) for n in range(2)]
    assert [take(folder, one).new for one in days] == [1, 0]


def test_a_download_with_both_of_them_tells_nothing_new(folder: Path, tmp_path: Path) -> None:
    other = MOODLE.replace("price", "copy/price")
    for day in range(3):
        place = laid(tmp_path / f"{day}.zip", {MOODLE: "A", other: "B"})
        moment = MONDAY.timestamp() + 86400 * day
        os.utime(place, (moment, moment))
        assert take(folder, place).new == (0 if day else 2)
