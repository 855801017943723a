"""A learners' folder walked: what counts as a notebook, and what is only named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from konexio_cli.cohort.collecting import collect, demand_notebooks
from konexio_cli.errors import KonexioError


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few people make links")
def test_links_are_named_and_never_followed(tmp_path: Path) -> None:
    folder = tmp_path / "class"
    for file in ("Amina/deep/er/a.ipynb", "Amina/B.IPYNB", "Amina/.hidden/c.ipynb", "Amina/d.txt"):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).touch()
    (folder / "Amina/.e.ipynb").touch()
    (folder / "Bilal").symlink_to(folder)
    (folder / "Amina/loop.ipynb").symlink_to("loop.ipynb")
    (folder / "Amina/loop").symlink_to("loop")
    (folder / "Amina/nowhere.ipynb").symlink_to("nothing")
    assert [(one.learner, one.file, one.problem) for one in collect(folder)] == [
        ("Amina", "Amina/B.IPYNB", ""),
        ("Amina", "Amina/deep/er/a.ipynb", ""),
        ("Amina", "Amina/loop.ipynb", "link"),
        ("Amina", "Amina/nowhere.ipynb", "link"),
        ("Bilal", "Bilal", "link"),
    ]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (None, "cohort-folder-missing"),
        (["Amina/a.txt"], "cohort-empty"),
        (["Amina/a.konexio"], "cohort-uncollected"),
    ],
)
def test_a_folder_without_a_notebook_says_what_is_missing(
    tmp_path: Path, files: list[str] | None, code: str
) -> None:
    for file in files or ():
        (tmp_path / "class" / file).parent.mkdir(parents=True)
        (tmp_path / "class" / file).touch()
    with pytest.raises(KonexioError) as problem:
        demand_notebooks(tmp_path / "class")
    assert problem.value.code == code
