"""cohort.db: what is kept, what counts, and what happens to a file that is damaged or taken."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.cohort.alone import alone
from konexio_cli.cohort.kept import Kept, Note, Seen, identity
from konexio_cli.cohort.line import Line, not_graded
from konexio_cli.cohort.store import FILE, Store
from konexio_cli.errors import KonexioError

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)


def seen(learner: str = "Amina", file: str = "Amina/a.ipynb", sha: str = "1", day: int = 0) -> Seen:
    return Seen(learner, file, sha, MONDAY + timedelta(days=day))


def line(one: Seen, points: int = 3, grader: str = "g1", exercise: str = "m01/a") -> Line:
    return Line(
        one.learner,
        one.file,
        exercise,
        points=points,
        submission_sha256=one.sha256,
        grader_sha256=grader,
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as one:
        yield one


def test_what_was_seen_waits_for_its_line(store: Store) -> None:
    store.see([seen()])
    assert list(store.all()) == [Kept(seen(), None)]
    assert store.graded() == {}
    store.keep([(seen(), line(seen()))])
    assert list(store.all()) == [Kept(seen(), line(seen()))]
    assert store.graded() == {("Amina", "Amina/a.ipynb", "1"): ("1", "m01/a", 1, "g1")}


def test_all_is_still_there_for_the_next_command(store: Store, tmp_path: Path) -> None:
    store.see([seen()])
    store.keep([(seen(), line(seen()))])
    with Store(tmp_path) as other:
        assert list(other.all()) == [Kept(seen(), line(seen()))]


def test_seen_again_changes_nothing(store: Store) -> None:
    store.see([seen()])
    store.keep([(seen(), line(seen()))])
    store.see([replace(seen(day=3), source="elsewhere")])
    assert list(store.all()) == [Kept(seen(), line(seen()))]


def test_what_is_gone_counts_no_more_and_comes_back_graded(store: Store) -> None:
    store.see([seen(), seen(sha="2")])
    store.keep([(seen(), line(seen()))])
    store.see([seen(sha="2")], whole=True)
    assert store.submissions() == [seen(sha="2")]
    store.see([seen()], whole=True)
    assert list(store.all()) == [Kept(seen(), line(seen()))]


def test_the_newest_counts(store: Store) -> None:
    old, new = seen(file="Amina/b.ipynb", sha="old"), seen(sha="new", day=1)
    other, second = seen("Bilal", "Bilal/a.ipynb"), seen(file="Amina/2.ipynb", sha="round two")
    store.see([old, new, other, second])
    store.keep([(one, line(one)) for one in (new, old, other)])
    store.keep([(second, replace(line(second), round=2))])
    assert [kept.seen for kept in store.all(newest=True)] == [second, new, other]
    assert [kept.seen for kept in store.all() if not kept.counts] == [old]


def test_what_has_no_grade_hides_nothing(store: Store) -> None:
    graded, broken, waiting = seen(), seen(sha="broken", day=1), seen(sha="waiting", day=2)
    store.see([graded, broken, waiting])
    problem = not_graded("Amina", "Amina/a.ipynb", KonexioError("notebook-empty", file="é"))
    store.keep([(graded, line(graded)), (broken, problem)])
    problem = replace(problem, submission_sha256="broken")
    found = {kept.seen.sha256: kept.line for kept in store.all(newest=True)}
    assert found == {"1": line(graded), "broken": problem, "waiting": None}


def test_a_problem_ends_with_a_grade(store: Store) -> None:
    store.see([seen()])
    store.keep([(seen(), not_graded("Amina", "Amina/a.ipynb", KonexioError("grading-lost")))])
    store.keep([(seen(), line(seen()))])
    assert list(store.all()) == [Kept(seen(), line(seen()))]


def test_a_file_saved_between_seeing_and_grading(store: Store) -> None:
    store.see([seen(sha="before")])
    store.keep([(seen(sha="before"), line(seen(sha="after")))])
    assert list(store.all()) == [Kept(seen(sha="after"), line(seen(sha="after")))]


def test_the_same_file_of_two_learners_has_one_grade(store: Store, tmp_path: Path) -> None:
    both = [seen(), seen("Bilal", "Bilal/a.ipynb")]
    store.see(both)
    store.keep([(one, line(one)) for one in both])
    assert [kept.line for kept in store.all()] == [line(one) for one in both]
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as database:
        assert database.execute("SELECT count(*) FROM grades").fetchone() == (1,)


def test_another_graders_grade_counts_when_it_is_applied(store: Store) -> None:
    store.see([seen()])
    old, new = line(seen(), 3, "g1"), line(seen(), 5, "g2")
    store.keep([(seen(), old)])
    store.keep_aside([new])
    assert list(store.all()) == [Kept(seen(), replace(old, notes=["regrade-waits"]))]
    store.apply([(seen(), identity(new))])
    assert list(store.all()) == [Kept(seen(), new)]
    assert store.grade(identity(old)) == replace(old, learner="", file="")
    assert store.grade(identity(line(seen(), 5, "g3"))) is None


def test_notes_are_kept_once(store: Store) -> None:
    notes = [Note("late", "Amina", "a.ipynb", "2"), Note("late", "Bilal"), Note("late", "Amina")]
    store.note(notes)
    store.note(reversed(notes))
    assert store.notes() == notes


name = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(who=name, sha=name, points=st.integers(0, 100), notes=st.lists(st.text(max_size=9)))
def test_a_line_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, who: str, sha: str, points: int, notes: list[str]
) -> None:
    one = Seen(who, who, sha, MONDAY)
    kept = replace(line(one, points), notes=notes, grader_sha256="g")
    with Store(tmp_path_factory.mktemp("store")) as store:
        store.see([one])
        store.keep([(one, kept)])
        assert list(store.all()) == [Kept(one, kept)]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5_000])


def _noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 64)


def _no_tables(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 1")


def _use(cohort: Path) -> None:
    with Store(cohort) as store:
        store.see([seen()])
        list(store.all())


@pytest.mark.parametrize("damage", [_cut, _noise, _no_tables])
def test_a_damaged_file_is_told_and_kept(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    with Store(tmp_path) as store:
        store.see(seen(sha=str(number)) for number in range(500))
    damage(tmp_path / FILE)
    body = (tmp_path / FILE).read_bytes()
    with pytest.raises(KonexioError) as caught:
        _use(tmp_path)
    assert caught.value.code == "cohort-db-damaged"
    kept = (tmp_path / str(caught.value.facts["kept"])).read_bytes()
    assert (len(kept), kept[-100:]) == (len(body), body[-100:])
    with Store(tmp_path) as store:
        assert store.submissions() == []


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(KonexioError, match="cohort-db-newer"):
        Store(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (99,)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(KonexioError, match="folder-read-only"):
        Store(tmp_path / "absent")


_HOLDING = """
import sys, time
from pathlib import Path
from konexio_cli.cohort.alone import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_one_at_a_time_and_a_kill_frees(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDING, str(tmp_path)], stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        other.stdout.readline()
        with pytest.raises(KonexioError, match="cohort-busy"), alone(tmp_path):
            pass
        os.kill(other.pid, signal.SIGKILL)
    with alone(tmp_path):
        pass
    with alone(tmp_path):
        pass


_KEEPING = """
import sys
from pathlib import Path
from tests.cohort.test_store import line, seen
from konexio_cli.cohort.store import Store
with Store(Path(sys.argv[1])) as store:
    for number in range(100_000):
        one = seen(file=str(number), sha=str(number))
        store.see([one])
        store.keep([(one, line(one))])
        print(number, flush=True)
"""


def test_what_was_kept_survives_a_kill(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _KEEPING, str(tmp_path)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as other:
        assert other.stdout
        told = [int(other.stdout.readline()) for _ in range(50)]
        os.kill(other.pid, signal.SIGKILL)
        told += [int(number) for number in other.stdout.read().split()]
    with Store(tmp_path) as store:
        assert {(str(n), str(n)) for n in told} <= {key[1:] for key in store.graded()}
