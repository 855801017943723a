"""Random histories of a workspace: edits, checks, newer courses, crashes, undos.

What must hold, whatever happens: what was in a notebook at a check that was reported can be
had again, byte for byte, and so can what a command replaced; a pull changes no cell in which
a learner wrote, and loses no data file of theirs; undo twice is nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.learner.desk import open_desk
from konexio_cli.cli.learner.finding import find
from konexio_cli.cli.learner.notebooks import open_round
from konexio_cli.cli.learner.restoring import is_lost
from konexio_cli.cli.main import main
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.grade import Grade, Outcome
from konexio_cli.model.language import Language
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.portfolio.workspace import Settings, save

from .courses import Version, write_course
from .crashing import DONE, Crash, run

_MEMORY = Path("/dev/shm")  # noqa: S108 - only where the disk is slow, in folders of our own
_WRITTEN = {"answer", "optional"}
_NAMES = ("one", "two")

EXERCISES = st.sampled_from(_NAMES)


def crashes(changes: int) -> st.SearchStrategy[Crash | None]:
    """Draw a crash at one of the first `changes`, or, less often, none."""
    drawn = st.builds(Crash, st.integers(1, changes), st.booleans())
    return st.one_of(drawn, drawn, st.none())


@st.composite
def versions(draw: st.DrawFn) -> Version:
    """Draw a version of an exercise: some cells in some order, few texts, few data files."""
    names = draw(st.lists(st.sampled_from("abcdef"), unique=True, min_size=1, max_size=5))
    roles = ["given", "answer", "answer", "optional", "check"]
    cells = tuple(
        (name, draw(st.sampled_from(roles)), draw(st.sampled_from(["x = 1", "x = 2"])))
        for name in names
    )
    data = draw(st.dictionaries(st.sampled_from(["s.csv", "t.csv"]), st.sampled_from([b"1", b"2"])))
    second = (("g", "answer", "y = 1"),) if draw(st.booleans()) else ()
    return Version(draw(st.sampled_from(["Do it.", "Do it now."])), cells, data, second)


BOTH = st.fixed_dictionaries(dict.fromkeys(_NAMES, versions()))
COURSES = st.one_of(BOTH, BOTH, st.dictionaries(EXERCISES, versions(), min_size=1))
NUMBERS = st.none() | st.integers(1, 4)


class Histories(RuleBasedStateMachine):
    """One workspace and what its learner has a right to. `seen` counts what all of them did."""

    seen: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(
            tempfile.mkdtemp(
                prefix="konexio-history-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None
            )
        )
        self.work = self.folder / "work"
        save(self.work, Settings(Language.EN, "Amina"))
        self.count = 0
        self.reported: dict[str, set[bytes]] = defaultdict(set)
        self.authored: set[bytes] = set()

    @initialize(course=COURSES)
    def first(self, course: dict[str, Version]) -> None:
        self.pull(course, None)

    @rule(name=EXERCISES, place=st.integers(0, 9), what=st.sampled_from("wwwacdmf"))
    def edit(self, name: str, place: int, what: str) -> None:
        """Write in a cell; add, copy, delete or move one; forget its metadata."""
        content, path = self._content(name), self._path(name)
        if content is None:
            return
        self.count += 1
        cells = content["cells"]
        here = place % len(cells) if cells else 0
        if what == "a" or not cells:
            cells.insert(here, _extra(f"extra {self.count}"))
        elif what == "w":
            cells[here]["source"] = [f"mine {self.count}"]
        elif what == "c":
            cells.insert(here, cells[here] | {"id": f"copy-{self.count}"})
        elif what == "d":
            del cells[here]
        elif what == "m":
            cells.append(cells.pop(here))
        else:
            cells[here] |= {"metadata": {}, "id": f"lost-{self.count}"}
        path.write_text(json.dumps(content), "utf-8")

    @rule(name=EXERCISES, how=st.sampled_from(["cut", "empty", "gone", "not", "not", "not"]))
    def damage(self, name: str, how: str) -> None:
        path = self._path(name)
        if path.exists() and how == "gone":
            path.unlink()
        elif path.exists() and how != "not":
            path.write_bytes(path.read_bytes()[:-20] if how == "cut" else b"")

    @rule(name=EXERCISES, file=st.sampled_from(["s.csv", "t.csv"]))
    def change_data(self, name: str, file: str) -> None:
        self.count += 1
        path = self._path(name).parent / file
        if path.parent.is_dir():
            path.write_bytes(f"mine {self.count}".encode())

    @rule(name=EXERCISES, passes=st.booleans(), crash=crashes(16))
    def check(self, name: str, passes: bool, crash: Crash | None) -> None:
        path = self._path(name)
        before = _bytes_of(path)
        code = self._step("check", crash, lambda: _check(path, passes=passes))
        if code == DONE:
            assert before is not None
            self.reported[name].add(before)
        self._kept_or_unchanged(name, before)

    @rule(course=COURSES, crash=crashes(130))
    def pull(self, course: dict[str, Version], crash: Crash | None) -> None:
        self.count += 1
        source = write_course(self.folder / f"v{self.count}", f"{self.count}.0.0", course)
        self.authored |= {body for one in course.values() for body in one.data.values()}
        before = {name: _bytes_of(self._path(name)) for name in _NAMES}
        data = self._data()
        self._step("pull", crash, lambda: _command(self.work, "pull", str(source)))
        for name, body in before.items():
            self._kept_or_unchanged(name, body)
            _demand_all_of(_learners_cells(body), _bytes_of(self._path(name)))
        assert data - self.authored <= self._data()

    @rule(name=EXERCISES, number=NUMBERS, crash=crashes(16))
    def undo(self, name: str, number: int | None, crash: Crash | None) -> None:
        before = _bytes_of(self._path(name))
        others = {one: _bytes_of(self._path(one)) for one in _NAMES if one != name}
        self._step("undo", crash, lambda: self._undo(name, number))
        self._kept_or_unchanged(name, before)
        assert all(_bytes_of(self._path(one)) == body for one, body in others.items())

    @rule(name=EXERCISES, number=NUMBERS)
    def undo_twice(self, name: str, number: int | None) -> None:
        before = _bytes_of(self._path(name))
        if before is None or self._step("undo", None, lambda: self._undo(name, number)) != DONE:
            assert _bytes_of(self._path(name)) == before
        elif _bytes_of(self._path(name)) != before:
            if is_lost(self._path(name)):  # from here, undo looks for what can be read
                self._kept_or_unchanged(name, before)
                return
            assert self._step("undo", None, lambda: self._undo(name, None)) == DONE
            assert _bytes_of(self._path(name)) == before

    @invariant()
    def everything_reported_is_kept(self) -> None:
        for name, bodies in self.reported.items():
            assert bodies <= self._kept(name)

    def teardown(self) -> None:
        """Take back each body that was checked, as a learner does."""
        for name, bodies in self.reported.items():
            sums = {hashlib.sha256(one).hexdigest(): one for one in bodies}
            for state in open_desk(self.work).journal.states(f"p1/{name}"):
                if state.sha256 in sums:
                    number = state.number
                    assert self._step("undo", None, lambda: self._undo(name, number)) == DONE  # noqa: B023 - it runs at once
                    assert self._path(name).read_bytes() == sums.pop(state.sha256)
            assert not sums
        self.seen["histories"] += 1
        shutil.rmtree(self.folder)

    def _step(self, what: str, crash: Crash | None, step: Callable[[], int]) -> int:
        code = run(step, crash)
        assert code != Exit.OURS
        end = "killed" if code < 0 else "done" if code == DONE else f"exit {code}"
        self.seen[f"{what}, {end}"] += 1
        return code

    def _undo(self, name: str, number: int | None) -> int:
        words = [] if number is None else ["--to", str(number)]
        return _command(self.work, "undo", f"p1/{name}", *words)

    def _kept_or_unchanged(self, name: str, before: bytes | None) -> None:
        """Hold that what a command replaced can be had again, and that nothing is cut in half."""
        now = _bytes_of(self._path(name))
        kept = self._kept(name)
        assert before in {now, None} or before in kept
        assert now == before or now in kept

    def _kept(self, name: str) -> set[bytes]:
        journal = open_desk(self.work).journal
        return {journal.snapshot(one.sha256) for one in journal.states(f"p1/{name}")}

    def _path(self, name: str) -> Path:
        return self.work / "p1" / name / f"{name}.ipynb"

    def _content(self, name: str) -> dict[str, Any] | None:
        """Return a notebook that can be edited; None when there is none."""
        try:
            found: dict[str, Any] = json.loads(self._path(name).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return found

    def _data(self) -> set[bytes]:
        return {one.read_bytes() for one in self.work.glob("p1/*/*.csv")}


def _command(work: Path, *words: str) -> int:
    """Be the command itself: its exit code, and what it says goes nowhere."""
    os.chdir(work)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    try:
        main([*words, "--json"])
    except SystemExit as end:
        return int(end.code or 0)


def _check(path: Path, *, passes: bool) -> int:
    """Keep a check as `konexio check` does; the verdict is ours, no room runs."""
    try:
        desk, found = find(str(path), None)
        assert desk
        verdict = Verdict.PASSED if passes else Verdict.FAILED
        outcomes = (Outcome("one", "sum", verdict),)
        facts = (found.submission.sha256, "", Evidence.SELF_CHECKED, outcomes, ())
        desk.journal.record(Grade(found.exercise.id, "", *facts), found.body)
        if passes and found.submission.round < len(found.exercise.rounds):
            open_round(desk, found.exercise, Asked())
    except KonexioError as problem:
        return problem.exit_code
    except OSError:  # as the command's own door tells it
        return Exit.MACHINE
    return DONE


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _extra(text: str) -> dict[str, Any]:
    """Return a cell as Jupyter adds it."""
    name = text.replace(" ", "-")
    facts = {"cell_type": "code", "execution_count": None, "id": name, "source": text}
    return facts | {"metadata": {}, "outputs": []}


def _learners_cells(body: bytes | None) -> list[dict[str, Any]]:
    """Return the cells in which the learner wrote, of those that are theirs to write in."""
    try:
        cells = json.loads(body or b"")["cells"]
    except ValueError:
        return []
    return [
        cell
        for cell in cells
        if "".join(cell["source"]).startswith(("mine", "extra"))
        and cell["metadata"].get("konexio", {"role": "answer"})["role"] in _WRITTEN
    ]


def _demand_all_of(cells: list[dict[str, Any]], after: bytes | None) -> None:
    """Demand that each text is still there, in a cell with the same outputs and id."""
    if cells:
        there = json.loads(after or b"")["cells"]
        texts = [cell["source"] for cell in there]
        assert all(cell["source"] in texts for cell in cells)
