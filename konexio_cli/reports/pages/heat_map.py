"""The heat map of a cohort as rows of tiles: each has a sign, a level and words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from konexio_cli.model.exercise import Exercise
from konexio_cli.model.gradebook import Gradebook, Mark, State
from konexio_cli.model.learner import Learner
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.overview.helping import overdue
from konexio_cli.reports.pages.words import points

# A tile that is partly done is filled by thirds: finer steps cannot be told apart.
_THIRDS = 3
# What was handed in stands here without a grade of its own.
_SAID = {"unreadable": "report.none_readable"}


@dataclass(frozen=True, slots=True)
class Tile:
    """One learner's work on one exercise: the sign to draw, and what it says in words."""

    sign: str
    late: bool
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A learner's tiles; `share` is the part of all points that could be earned until now."""

    learner: Learner
    tiles: tuple[Tile, ...]
    points: float
    share: float


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows by group, those with most points first, below columns by pack.

    `passed` is each exercise's share of learners who have passed it.
    """

    packs: tuple[tuple[str, int], ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    passed: tuple[float, ...]


def heat_map(book: Gradebook, texts: Texts, now: datetime) -> HeatMap:
    """Return the map; its words are in the language of `texts`."""
    rows = sorted(
        (_row(book, learner, texts, now) for learner in book.learners),
        key=lambda row: (row.learner.group, -row.points, row.learner.name),
    )
    packs = groupby(book.exercises, key=lambda one: one.pack)
    groups = groupby(rows, key=lambda row: row.learner.group)
    return HeatMap(
        packs=tuple((pack, len(list(inside))) for pack, inside in packs),
        groups=tuple((name, tuple(inside)) for name, inside in groups),
        passed=tuple(_passed(book, one) for one in book.exercises),
    )


def _row(book: Gradebook, learner: Learner, texts: Texts, now: datetime) -> Row:
    tiles = tuple(_tile(book, learner, one, texts, now) for one in book.exercises)
    possible = sum(goal.points for one in book.exercises for goal in one.goals)
    earned = book.points(learner.id)
    return Row(learner, tiles, earned, earned / possible if possible else 0)


def _tile(
    book: Gradebook, learner: Learner, exercise: Exercise, texts: Texts, now: datetime
) -> Tile:
    title = exercise.title.into(texts.language)
    mark = book.mark(learner.id, exercise.id)
    if mark is None:
        sign = _sign_without_mark(book, learner.id, exercise.id, now)
        return Tile(
            sign, late=False, words=f"{title}: {texts.say(_SAID.get(sign, f'states.{sign}'))}"
        )
    return Tile(_sign(mark), bool(mark.late_days), f"{title}: {', '.join(_words(mark, texts))}")


def _sign_without_mark(book: Gradebook, learner: str, exercise: str, now: datetime) -> str:
    """Return a sign for what has no mark: a file that could not be read may be the answer."""
    if not any(who == learner for who, _ in book.marks) and any(
        one.exercise in {"", exercise} for one in book.refused(learner)
    ):
        return str(State.UNREADABLE)
    return "overdue" if overdue(book, learner, exercise, now) else "absent"


def _sign(mark: Mark) -> str:
    if mark.state is State.PARTLY:
        return f"partly-{min(int(mark.share * _THIRDS) + 1, _THIRDS)}"
    return str(mark.state)


def _words(mark: Mark, texts: Texts) -> list[str]:
    said = [texts.say(f"states.{mark.state}")]
    if mark.possible:
        of = {"points": points(mark.points, texts), "possible": mark.possible}
        said.append(texts.say("report.points", **of))
    if mark.late_days:
        said.append(texts.count("report.late_days", mark.late_days))
    return said


def _passed(book: Gradebook, exercise: Exercise) -> float:
    marks = [book.mark(one.id, exercise.id) for one in book.learners]
    passed = sum(mark is not None and mark.state is State.PASSED for mark in marks)
    return passed / len(marks) if marks else 0
