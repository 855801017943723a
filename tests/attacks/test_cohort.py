"""Hostile names, bytes and folders, through the real `konexio cohort grade`, in one run."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from konexio_cli.archives import ArchiveLimits, extract
from konexio_cli.errors import KonexioError
from konexio_cli.packs.notebooks import read_submission

from .conftest import Stage
from .household import Household
from .submissions import EXERCISE, FILE, NAMES, damaged, forged, write_cohort

# Controls but line ends, marks that reorder, and characters that nobody sees.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@dataclass(frozen=True)
class Graded:
    """What one run of the command left, and what it said."""

    out: str
    err: str
    csv: str
    json: str
    before: dict[str, tuple[int, ...]]
    after: dict[str, tuple[int, ...]]

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.csv, newline=""), strict=True))

    @property
    def lines(self) -> dict[str, dict[str, Any]]:
        return {line["learner"]: line for line in json.loads(self.json)["lines"]}

    @property
    def everything(self) -> str:
        return self.out + self.err + self.csv + self.json


@pytest.fixture(scope="module")
def course(
    repository: Path, household: Household, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """One real exercise, whose grader also holds a canary."""
    folder = tmp_path_factory.mktemp("course")
    for content in ("exercises", "graders"):
        shutil.copytree(repository / content / EXERCISE, folder / content / EXERCISE)
    for name in ("course.toml", "m01/pack.toml"):
        text = (repository / "exercises" / name).read_text("utf-8")
        named = {"packs": '["m01"]', "exercises": '["price-with-vat"]'}
        for key, value in named.items():
            text = re.sub(
                rf"^{key} = \[.*?\]", f"{key} = {value}", text, flags=re.MULTILINE | re.DOTALL
            )
        (folder / "exercises" / name).write_text(text, "utf-8")
    grader = folder / "graders" / EXERCISE / "grader.ipynb"
    content = json.loads(grader.read_text("utf-8"))
    source = f"CANARY = '{household.canaries['hidden']}'\n"
    content["cells"].insert(0, {"cell_type": "code", "source": source, "metadata": {}})
    grader.write_text(json.dumps(content), "utf-8")
    return folder


@pytest.fixture(scope="module")
def graded(
    stage: Stage, household: Household, course: Path, tmp_path_factory: pytest.TempPathFactory
) -> Graded:
    del stage  # where rooms do not confine, strangers are not graded
    folder, out = tmp_path_factory.mktemp("cohort"), tmp_path_factory.mktemp("grades")
    write_cohort(folder, household)
    before = household.facts()
    done = subprocess.run(
        [
            *(sys.executable, "-P", "-m", "konexio_cli", "cohort", "grade", str(folder)),
            *("--out", str(out), "-j", "2"),
            *("--exercises", str(course / "exercises"), "--graders", str(course / "graders")),
        ],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        check=True,
    )
    return Graded(
        *(done.stdout, done.stderr, (out / "gradebook.csv").read_bytes().decode()),
        *((out / "grades.json").read_text("utf-8"), before, household.facts()),
    )


def test_ok_right_answers_pass_under_any_name(graded: Graded) -> None:
    verdicts = [line["verdict"] for line in graded.lines.values()]
    assert verdicts.count("passed") == 1 + len(NAMES) // 2
    assert len(verdicts) == 4 + len(NAMES) + len(forged()) + len(damaged())


def test_f12_files_beside_the_submissions_are_not_loaded(graded: Graded) -> None:
    assert "owned" not in graded.err
    assert graded.lines["Bela"]["verdict"] == "passed"


@pytest.mark.parametrize("name", forged())
def test_f13_forged_metadata_earns_nothing(graded: Graded, name: str) -> None:
    line = graded.lines[name]
    assert line["verdict"] in {"failed", "missing"}
    assert line["possible"] == 4
    assert line["points"] < 4


def test_r2_nobody_reads_another_submission(graded: Graded, household: Household) -> None:
    assert graded.lines["Thief"]["verdict"] in {"failed", "missing"}
    assert household.canaries["others"] not in graded.everything


def test_r5_no_report_tells_what_is_hidden(graded: Graded, household: Household) -> None:
    assert household.told(graded.everything) == []
    assert "price_with_vat(" not in graded.csv


@pytest.mark.parametrize("name", damaged())
def test_d9_what_is_no_notebook_is_told_in_a_sentence(graded: Graded, name: str) -> None:
    line = graded.lines[name]
    assert line["problem"].startswith("notebook-")
    assert line["points"] == 0
    assert "Traceback" not in graded.everything


def test_d9_reading_costs_little(tmp_path: Path) -> None:
    path = tmp_path / FILE
    for body in damaged().values():
        path.write_bytes(body)
        with pytest.raises(KonexioError):
            read_submission(path, "Amina")


def test_e1_nobody_was_called(graded: Graded, household: Household) -> None:
    assert graded.lines["Loud"]["verdict"] == "failed"
    assert household.visitors() == []


def test_e2_nothing_else_was_touched(graded: Graded) -> None:
    assert graded.after == graded.before


def test_e5_archives_are_taken_apart_by_our_rules(tmp_path: Path) -> None:
    slip = tmp_path / "slip.zip"
    with zipfile.ZipFile(slip, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("../up", "/root", "a\\..\\b", "con", "x/../../y", "C:up", "fine.ipynb"):
            archive.writestr(zipfile.ZipInfo(name), "x")
    links = tmp_path / "links.tar"
    with tarfile.open(links, "w") as tar:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            member = tarfile.TarInfo(f"member{kind.decode()}")
            member.type, member.linkname = kind, "/"
            tar.addfile(member)
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(8 << 20))
    inside = tmp_path / "inside"
    assert [p.name for p in extract(slip, inside).files] == ["fine.ipynb"]
    assert extract(links, inside).files == ()
    with pytest.raises(KonexioError):
        extract(bomb, inside, ArchiveLimits(total_bytes=1 << 20))
    assert {p.name for p in tmp_path.iterdir()} == {"slip.zip", "links.tar", "bomb.zip", "inside"}
    assert not any(p.is_symlink() for p in inside.rglob("*"))


def test_e6_a_repository_runs_nothing(graded: Graded) -> None:
    assert graded.lines["Git"]["verdict"] == "failed"
    assert graded.after == graded.before


def test_e7_markup_is_text(graded: Graded) -> None:
    assert "<script>" not in graded.csv + graded.out
    assert "alert(1)" in "".join(row["learner"] for row in graded.rows)


def test_e8_no_control_code_reaches_a_terminal(graded: Graded) -> None:
    assert _HIDDEN.findall(graded.out + graded.err) == []
    assert "<U+001B>[31mred" in graded.csv
    assert "[bold red]x" in graded.csv


def test_e9_no_cell_is_a_formula(graded: Graded) -> None:
    cells = [cell for row in graded.rows for cell in row.values()]
    assert [cell for cell in cells if re.match(r"\s*[=+\-@\t\r]", cell)] == []
    assert {"'+1+1", "'-rf"} <= set(cells)


def test_e10_marks_that_reorder_are_shown(graded: Graded) -> None:
    assert _HIDDEN.findall(graded.csv.replace("\r\n", "")) == []
    assert "<U+202E>gpj.exe" in graded.csv


def test_e11_names_are_data(graded: Graded, household: Household) -> None:
    assert {"con", "konexio_cli", "$(touch owned)"} <= set(graded.lines)
    assert not list(household.folder.rglob("owned"))
    assert len(graded.rows) == len(graded.lines)
