"""A portfolio's files become what a stranger sees: what is kept, less what is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

from konexio_cli.model.language import Language, Translated
from konexio_cli.model.showcase import Piece, ReachedGoal, Showcase, ShownFile, ShownRound
from konexio_cli.portfolio.choices import Choices
from konexio_cli.portfolio.committing import SIGNED
from konexio_cli.portfolio.entry import Entry, GoalKept, place_of
from konexio_cli.portfolio.history import DELIVERABLES, Portfolio
from konexio_cli.portfolio.vouching import is_file, unsigned

_BRIEF = "brief.{}.md"
# Credentials lie as their issuer names them; their signatures are not looked at here.
_ISSUER, _COURSE = "issuer.json", "course"
_FORMS = {".jwt", ".json", ".svg"}


# Gives what may be believed of an entry, whose file anybody can edit.
Believing: TypeAlias = Callable[[Entry], Entry]


def showcase(folder: Path, choices: Choices, name: str, believed: Believing = unsigned) -> Showcase:
    """Return what may be shown of the portfolio in `folder`, in the learner's order.

    `name` is used where the learner chose none. Files that differ from what was kept are left
    out. What an entry says is shown as it is `believed`: without more, nobody signed it.
    """
    entries = [believed(one) for one in Portfolio(folder).entries()]
    entries.sort(key=lambda one: (one.exercise, one.round))
    by_exercise = {one: list(group) for one, group in groupby(entries, lambda e: e.exercise)}
    newest_first = sorted(by_exercise, key=lambda one: by_exercise[one][-1].when, reverse=True)
    tasks_first = sorted(newest_first, key=lambda one: by_exercise[one][0].kind != "task")
    return Showcase(
        name=choices.name or name,
        headline=choices.headline,
        about=choices.about,
        contact=choices.contact,
        pieces=tuple(
            _piece(folder, by_exercise[one], choices.words.get(one, ""))
            for one in choices.in_order(tasks_first)
        ),
        signed=tuple(_of_all(folder, choices)),
    )


def title_of(entry: Entry) -> Translated:
    """Return an entry's title in the languages that it has; older ones have a single text."""
    known = {Language(one): text for one, text in entry.titles.items()}
    return Translated(known if Language.EN in known else {Language.EN: entry.title})


def _piece(folder: Path, rounds: list[Entry], words: str) -> Piece:
    last = rounds[-1]
    return Piece(
        exercise=last.exercise,
        kind=last.kind,
        title=title_of(last),
        skills=last.skills,
        minutes=last.minutes,
        rounds=tuple(_round(folder / place_of(one), one) for one in rounds),
        words=words,
        signed=tuple(_signed(folder, last.exercise)),
    )


def _round(place: Path, entry: Entry) -> ShownRound:
    briefs = {one: place / _BRIEF.format(one) for one in Language}
    texts = {
        one: path.read_text("utf-8")
        for one, path in briefs.items()
        if is_file(path, entry.files.get(path.name, ""))
    }
    return ShownRound(
        number=entry.round,
        evidence=entry.evidence,
        when=entry.when,
        begun=entry.begun,
        brief=Translated(texts) if Language.EN in texts else None,
        goals=tuple(_goal(goal) for goal in entry.goals),
        files=tuple(
            ShownFile(name.removeprefix(DELIVERABLES), place / name, sha256)
            for name, sha256 in sorted(entry.files.items())
            if name.startswith(DELIVERABLES) and is_file(place / name, sha256)
        ),
        checks_passed=entry.checks_passed,
        pack_version=entry.pack_version,
        submission_sha256=entry.submission_sha256,
        grader_sha256=entry.grader_sha256,
    )


def _goal(goal: GoalKept) -> ReachedGoal:
    titles = {Language(one): text for one, text in goal.titles.items()}
    return ReachedGoal(Translated(titles), goal.proof, goal.reached, goal.optional)


def _signed(folder: Path, exercise: str) -> Iterator[ShownFile]:
    for path in _credentials(folder):
        if path.stem == exercise.replace("/", "-"):
            yield ShownFile(path.name, path, "")


def _of_all(folder: Path, choices: Choices) -> Iterator[ShownFile]:
    """Give what speaks of no single exercise; a course's credential names what is hidden, too."""
    for path in _credentials(folder):
        if path.name == _ISSUER or (path.stem == _COURSE and not choices.hidden):
            yield ShownFile(path.name, path, "")


def _credentials(folder: Path) -> Iterator[Path]:
    for path in sorted((folder / SIGNED).glob("*.*")):
        if path.suffix in _FORMS and path.is_file() and not path.is_symlink():
            yield path
