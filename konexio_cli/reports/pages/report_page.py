"""The trainer's report: one page on a whole cohort, to be looked at rather than read."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime

from konexio_cli.model.gradebook import Gradebook, Mark, State
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.overview import times
from konexio_cli.reports.overview.dues import dues
from konexio_cli.reports.overview.helping import needing_help, overdue
from konexio_cli.reports.overview.stuck import stuck
from konexio_cli.reports.pages.heat_map import heat_map
from konexio_cli.reports.pages.rendering import render

# What a week has time for.
_MOST_HELP = 6
_MOST_STUCK = 4


def report_page(book: Gradebook, texts: Texts, now: datetime, *, anonymous: bool = False) -> str:
    """Return the page as it is at `now`; `anonymous` shows ids, and no name."""
    if anonymous:
        book = _anonymous(book)
    help_needed = needing_help(book, now)
    found = stuck(book)
    return render(
        "report",
        texts,
        book=book,
        anonymous=anonymous,
        now=now,
        figures=_figures(book, now, len(help_needed)),
        help=help_needed[:_MOST_HELP],
        more_help=help_needed[_MOST_HELP:],
        stuck=found[:_MOST_STUCK],
        map=heat_map(book, texts, now),
        dues=dues(book, now),
        days=times.by_day(book),
        hours=times.by_hour(book),
        made_for=divmod(times.minutes_in_all(book), 60),
        passed_for=divmod(times.median_minutes_passed(book), 60),
        unreadable=[(mark, _why(mark, texts)) for mark in _unreadable(book)],
        names={one.id: one.name for one in book.learners},
    )


def _anonymous(book: Gradebook) -> Gradebook:
    """Return the book without a name; the file's name and facts may hold one, too."""
    listed = {one.id for one in book.learners if one.id != one.name}
    # Whoever is not listed has no pseudonym: the id is the name of a folder, a real name mostly.
    numbered = (f"{number}" for number in itertools.count(1))
    return replace(
        book,
        learners=tuple(
            replace(one, name=one.id if one.id in listed else next(numbered))
            for one in book.learners
        ),
        marks={key: _nameless(mark) for key, mark in book.marks.items()},
        loose=tuple(map(_nameless, book.loose)),
    )


def _nameless(mark: Mark) -> Mark:
    facts = {key: fact if fact.isdecimal() else "…" for key, fact in mark.facts.items()}
    return replace(mark, file="", facts=facts)


def _figures(book: Gradebook, now: datetime, help_needed: int) -> dict[str, float]:
    marks = [mark for _, _, mark in book.rows()]
    due = ((who.id, one.id) for who in book.learners for one in book.exercises)
    passed = sum(mark.state is State.PASSED for mark in marks)
    return {
        "submissions": len(marks),
        "passed": passed / len(marks) if marks else 0,
        "need_help": help_needed,
        "late": sum(mark.late_days > 0 for mark in marks),
        "overdue": sum(overdue(book, *one, now) for one in due),
        "no_grade": len(_unreadable(book)),
    }


def _unreadable(book: Gradebook) -> list[Mark]:
    return [mark for _, _, mark in book.rows() if mark.problem] + list(book.loose)


def _why(mark: Mark, texts: Texts) -> str:
    """Return what is wrong with a file; what is nobody's, or of no exercise, counts nowhere."""
    if not mark.problem and not mark.learner:
        return texts.say("report.nobody", file=mark.file)
    if not mark.problem:
        return texts.say("report.exercise_gone", exercise=mark.exercise)
    return texts.say(f"errors.{mark.problem}.what", **mark.facts)
