"""The numbers that platforms have for learners, as their downloads tell them.

They stay in cohort.db, on the trainer's disk alone, for what goes back to the platform. Each is
kept with the file that came under it: which exercise that is, its grade will tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from konexio_cli.cohort.collecting import learner_in
from konexio_cli.cohort.settings import Settings, folded
from konexio_cli.cohort.settings_file import read_settings
from konexio_cli.cohort.sources.arrived import Number, Platform
from konexio_cli.cohort.store import Store
from konexio_cli.model.gradebook import Gradebook

_TABLE = """
CREATE TABLE IF NOT EXISTS numbers (
  platform TEXT NOT NULL, learner TEXT NOT NULL, sha256 TEXT NOT NULL, number TEXT NOT NULL,
  PRIMARY KEY (platform, learner, sha256)) STRICT
"""


class Numbers:
    """The platforms' numbers of one cohort's store, each by a learner and the sum of a file."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._told: dict[tuple[str, str], Number] = {}
        with store.writing() as database:
            database.execute(_TABLE)

    def tell(self, learner: str, sha256: str, number: Number) -> None:
        """Gather the number under which a learner's file came."""
        self._told[learner, sha256] = number

    def finish(self) -> None:
        """Keep what is gathered; what is told later goes before what was told earlier."""
        rows = [(one.platform, *key, one.number) for key, one in self._told.items()]
        with self._store.writing() as database:
            database.executemany("INSERT OR REPLACE INTO numbers VALUES (?, ?, ?, ?)", rows)
        self._told.clear()

    def of(self, platform: Platform) -> dict[tuple[str, str], str]:
        """Return a platform's numbers, in the order in which they came."""
        with self._store.reading() as database:
            rows = database.execute(
                "SELECT learner, sha256, number FROM numbers WHERE platform = ? ORDER BY rowid",
                (platform,),
            )
            return {(learner, sha256): number for learner, sha256, number in rows}


def settings_of(cohort: Path, store: Store, course: Collection[str] = ()) -> Settings:
    """Return what `read_settings` does, with all that the cohort's store knows of names."""
    return with_numbers(read_settings(cohort, course), Numbers(store))


def settings_for(store: Store, settings: Settings) -> Settings:
    """Return settings as `with_numbers` does; the store has its learners by their ids from now on."""
    known = with_numbers(settings, Numbers(store))
    store.rename(lambda folder: known.learner_or_new(learner_in(folder)).id)
    return known


def with_numbers(settings: Settings, numbers: Numbers) -> Settings:
    """Return settings that know whom they name by a number under the id that was taken before."""
    platforms: tuple[Platform, ...] = ("canvas", "moodle")
    meant = {
        folded(learner): who
        for platform in platforms
        for (learner, _), number in numbers.of(platform).items()
        if (who := settings.learner(number)) and learner not in settings.learners
    }
    return replace(settings, by_name={**settings.by_name, **meant})


def numbered(book: Gradebook, store: Store, settings: Settings) -> Gradebook:
    """Return the book with the numbers that its store knows; those of cohort.toml stay."""
    numbers = Numbers(store)
    answers = dict(_answers(book, store, settings))
    moodle: dict[tuple[str, str], str] = {}
    for (learner, sha256), number in numbers.of("moodle").items():
        who = settings.learner_or_new(learner).id
        if exercise := answers.get((who, sha256)):
            moodle[who, exercise] = number
    canvas = {
        settings.learner_or_new(learner).id: number
        for (learner, _), number in numbers.of("canvas").items()
    }
    learners = (replace(one, canvas=one.canvas or canvas.get(one.id, "")) for one in book.learners)
    return replace(book, learners=tuple(learners), numbers=moodle)


def _answers(
    book: Gradebook, store: Store, settings: Settings
) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield which exercise each file of a learner answers; the platform may have an older one."""
    for mark in book.marks.values():
        yield (mark.learner, mark.submission_sha256), mark.exercise
    for (learner, _, sha256), grade in store.graded().items():
        yield (settings.learner_or_new(learner).id, sha256), grade.exercise
