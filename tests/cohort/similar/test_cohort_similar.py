"""`konexio cohort similar`, the real command over a cohort of learners who mostly worked alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from konexio_cli.model.language import Language
from konexio_cli.packs.compose import compose, fill_in
from konexio_cli.packs.exercises import read_exercise

EXERCISE = "m01/tidy-name"
HOSTILE = '</td></table><script>alert(1)</script> & "\u202e'
COPIED, COPIER = "Amina Diallo", "<img src=x onerror=alert(1)>"


def answer(number: int) -> str:
    lines = [f"    name = name.replace('{number}', ' ') * {number}{n}" for n in range(9)]
    return "\n".join(["def tidy_name(name):", *lines, "    return name"])


@pytest.fixture(scope="module")
def cohort(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty answers, a disguised copy of one of them, and files that cannot be read."""
    folder = tmp_path_factory.mktemp("cohort")
    exercise = read_exercise(repository / "exercises", EXERCISE)
    notebook = compose(exercise, Language.EN, {})

    def put(learner: str, source: str) -> None:
        path = folder / learner / "tidy-name.ipynb"
        path.parent.mkdir()
        path.write_text(fill_in(notebook, {"tidy": source}), "utf-8")

    for number in range(20):
        put(COPIED if number == 3 else f"learner {number:02}", answer(number))
    disguised = answer(3).replace("name", "n").replace("tidy_n", "tidy_name")
    put(COPIER, f"# mine, not of Amina\n# {HOSTILE}\n{disguised}")
    (folder / "broken").mkdir()
    (folder / "broken" / "tidy-name.ipynb").write_bytes(b"{")
    (folder / "broken" / "link.ipynb").symlink_to(folder / COPIED / "tidy-name.ipynb")
    return folder


def similar(folder: Path, repository: Path, *more: str, exit_code: int = 0) -> str:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "konexio_cli", "cohort", "similar", str(folder), *more),
            *("--exercises", str(repository / "exercises")),
        ],
        capture_output=True,
        env={k: v for k, v in os.environ.items() if not k.startswith("KONEXIO")}
        | {"COLUMNS": "160", "LC_ALL": "C.UTF-8"},
        check=False,
    )
    assert done.returncode == exit_code, done.stderr.decode()
    return done.stdout.decode()


def pairs(folder: Path, repository: Path, *more: str) -> Any:
    return json.loads(similar(folder, repository, "--json", *more))["data"]["pairs"]


def marked(side: dict[str, Any]) -> list[str]:
    return [line["text"] for line in side["lines"] if line["passage"]]


def test_the_disguised_copy_is_found_and_nothing_else(cohort: Path, repository: Path) -> None:
    (pair,) = pairs(cohort, repository, "--names")
    assert {side["learner"] for side in pair["sides"]} == {COPIED, COPIER}
    assert (pair["exercise"], pair["group"], pair["similarity"]) == (EXERCISE, 1, 1.0)
    for side in pair["sides"]:
        assert side["file"].startswith(f"{side['learner']}/")
        assert len(marked(side)) >= 10
        assert not any("mine" in line for line in marked(side))


def test_nobody_is_named_unless_asked_and_the_page_is_the_same_each_time(
    cohort: Path, repository: Path, tmp_path: Path
) -> None:
    page = tmp_path / "similar.html"
    shown = similar(cohort, repository, "--out", str(page))
    again = tmp_path / "again.html"
    told = similar(cohort, repository, "--json", "--out", str(again))
    assert again.read_bytes() == page.read_bytes()
    for text in (shown.replace("broken/", ""), page.read_text("utf-8"), told):
        assert "Amina" not in text
        assert "Diallo" not in text
        assert "onerror" not in text
    assert "A + B" in shown
    assert "2 answers" not in shown
    assert "21 answers" in shown
    for file in ("broken/link.ipynb", "broken/tidy-name.ipynb"):
        assert f"- {file}" in shown


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_whatever_learners_write_is_text(
    cohort: Path, repository: Path, tmp_path: Path, language: str
) -> None:
    page = tmp_path / "similar.html"
    similar(cohort, repository, "--out", str(page), "--names", "--lang", language)
    found = Tags(page.read_text("utf-8"))
    assert not {"script", "img", "link", "iframe"} & set(found.tags)
    assert not [name for name in found.attributes if name.startswith("on") or name == "src"]
    assert COPIER in found.text
    assert HOSTILE.replace("\u202e", "<U+202E>") in found.text


def test_an_exercise_that_nobody_handed_in(cohort: Path, repository: Path) -> None:
    assert pairs(cohort, repository, "--exercise", "price-with-vat") == []
    assert len(pairs(cohort, repository, "--exercise", "tidy-name", "--names")) == 1
    similar(cohort, repository, "--exercise", "tidy-nam", exit_code=2)
    similar(cohort / "absent", repository, exit_code=2)
