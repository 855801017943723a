"""One round of a night: what was handed in is collected, graded, and written into a gradebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

from konexio_cli.cohort.alone import alone
from konexio_cli.cohort.arriving import Arriving, Collected
from konexio_cli.cohort.gradebook import Written, write_gradebook
from konexio_cli.cohort.night import Night, Only, Waiting
from konexio_cli.cohort.record import write_record
from konexio_cli.cohort.settings import Settings
from konexio_cli.cohort.settings_file import read_settings
from konexio_cli.cohort.store import Store
from konexio_cli.cohort.wording import Wording
from konexio_cli.cohort.work import Work
from konexio_cli.errors import KonexioError

_NOTHING_YET = {"cohort-empty", "cohort-uncollected", "cohort-nothing-of"}


class Bar(Protocol):
    """Shows how much is done of how much."""

    def more(self, number: int) -> None:
        """Let so many be to do beside what is known by now."""

    def done(self, number: int) -> None:
        """Let so many be done."""


# Entered once there is something to show.
Showing: TypeAlias = Callable[[], AbstractContextManager[Bar]]


@dataclass(frozen=True, slots=True)
class Round:
    """What is done in each round for the cohort in `folder`: `out` is for the gradebook."""

    folder: Path
    sources: Sequence[Path]
    out: Path
    only: Only
    work: Work
    patient: bool = False


class Done(NamedTuple):
    """What came of a round: files, what was collected, whose work was asked for, "" for all.

    `earlier` is how many had a grade before.
    """

    files: Written
    collected: Collected | None
    learner: str
    earlier: int

    def then(self, later: Done) -> Done:
        """Return what came of this round and of a later one."""
        collected = self.collected
        if collected and later.collected:
            collected = collected.then(later.collected)
        return self._replace(files=later.files, collected=collected)


def go_round(wanted: Round, wording: Wording, showing: Showing) -> Done:
    """Collect from the sources, grade what waits, and write the gradebook.

    What has come is graded while the rest comes. Whatever stops this, the next round goes on
    from there. Who is `patient` waits for others who work on the cohort, and for files.
    """
    settings = read_settings(wanted.folder, wanted.only.course)
    with alone(wanted.folder, patient=wanted.patient), Store(wanted.folder) as store:
        night = Night(wanted.folder, settings, store, wanted.only)
        collected = None
        if wanted.sources:
            collected = _collect_and_grade(night, wanted, settings, showing)
        elif waiting := _looked(night, wanted):
            with showing() as bar:
                _grade(night, iter([waiting]), wanted.work, bar, len(waiting))
        files = write_gradebook(store, night.settings, wording, wanted.out)
        record = wanted.out / "grades.json"
        write_record(record, (kept.line for kept in store.all() if kept.line))
    whole = Written({**files.paths, "grades": record})
    return Done(whole, collected, night.learner, night.earlier)


def _collect_and_grade(
    night: Night, wanted: Round, settings: Settings, showing: Showing
) -> Collected:
    course = frozenset(wanted.only.course)
    arriving = Arriving(wanted.folder, settings, night.store, course)
    with showing() as bar:
        _grade(night, _parts(night, arriving, wanted), wanted.work, bar)
    return arriving.collected


def _parts(night: Night, arriving: Arriving, wanted: Round) -> Iterator[Sequence[Waiting]]:
    """Yield what waits for a grade as it comes, then whatever else lies in the cohort."""
    for source in wanted.sources:
        for seen in arriving.take_or_tell(source):
            yield night.arrived(seen)
    try:
        yield _looked(night, wanted)
    except KonexioError as nothing:  # what is wrong with a source says why
        raise next(iter(arriving.collected.failed), nothing) from None


def _looked(night: Night, wanted: Round) -> Sequence[Waiting]:
    try:
        return night.look()
    except KonexioError as nothing:
        if wanted.patient and nothing.code in _NOTHING_YET:
            return ()
        raise


def _grade(
    night: Night,
    parts: Iterator[Sequence[Waiting]],
    work: Work,
    bar: Bar,
    most: int | None = None,
) -> None:
    def counted() -> Iterator[Sequence[Waiting]]:
        for part in parts:
            bar.more(len(part))
            yield part

    night.grade(counted(), work, lambda lines: bar.done(len(lines)), most)
