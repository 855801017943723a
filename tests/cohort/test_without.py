"""Nobody vanishes: who handed in something else than a notebook is in the book."""

from __future__ import annotations

from pathlib import Path

import pytest

from konexio_cli.cohort.refusals import Refusals
from konexio_cli.cohort.settings_file import read_settings
from konexio_cli.cohort.store import Store

from .test_arriving import folder, take
from .test_sources import laid

__all__ = ["folder"]
TREE = {"Amina/a.ipynb": "1", "Amina/a.py": "", "Py/x.py": "", "Rar/in/work.rar": ""}
HANDED_IN = "_assignsubmission_file_/"
MOODLE = {
    f"Amina_1{HANDED_IN}a.ipynb": "1",
    f"Py_2{HANDED_IN}x.py": "",
    "Rar_3_assignsubmission_onlinetext_/onlinetext.html": "",
}
CANVAS = {"amina_1_9_a.ipynb": "1", "py_2_9_x.py": "", "rar_3_9_w.7z": ""}


def missing(folder: Path) -> dict[str, str]:
    with Store(folder) as store:
        lines = Refusals(store).lines(read_settings(folder))
    return {one.learner.lower(): one.problem for one in lines}


@pytest.mark.parametrize("files", [TREE, MOODLE, CANVAS])
@pytest.mark.parametrize("ending", ["", ".zip"])
def test_who_has_no_notebook_is_told(
    folder: Path, tmp_path: Path, files: dict[str, str], ending: str
) -> None:
    source = laid(tmp_path / f"class{ending}", files)
    told = ["collect-no-notebook"] * 2
    found = take(folder, source)
    assert (found.new, [one.code for one in found.refused]) == (1, told)
    assert missing(folder) == {"py": told[0], "rar": told[0]}


def test_an_empty_folder_is_told_until_a_notebook_is_there(folder: Path, tmp_path: Path) -> None:
    source = laid(tmp_path / "class", {"Amina/a.ipynb": "1"})
    (source / "Zoé").mkdir()
    take(folder, source)
    assert missing(folder) == {"zoé": "collect-no-notebook"}
    take(folder, laid(source, {"Zoé/a.ipynb": "2"}))
    assert missing(folder) == {}
