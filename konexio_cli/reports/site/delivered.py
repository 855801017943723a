"""What a task's page shows of each round's files: the best proof first, and only a few of many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.model.language import Language
from konexio_cli.model.paper import Paper
from konexio_cli.model.showcase import Piece, ReachedGoal, ShownFile, ShownRound
from konexio_cli.reports.site.bars import Chart, chart
from konexio_cli.reports.site.papers import paper_of
from konexio_cli.reports.site.pictures import words_of
from konexio_cli.reports.site.previews import Preview, preview

_PROGRAM = (".py", ".ipynb")
_FORM = (".yaml", ".yml")
_FEW = 8


@dataclass(frozen=True, slots=True)
class Delivered:
    """A file as the page has it: what is seen of it, where it lies, the page of its sheet."""

    shown: Preview
    chart: Chart | None
    place: str
    paper: str

    @property
    def words(self) -> str:
        """The file's name in words."""
        return words_of(self.shown.file.name)

    @property
    def is_form(self) -> bool:
        """Whether a client reads it as a sheet, and not as the text that a program reads."""
        return bool(self.paper) and self.shown.file.name.endswith(_FORM)

    @property
    def rank(self) -> int:
        """How little it tells a client at a glance: pictures and charts tell most."""
        if self.shown.picture or self.chart:
            return 0
        if self.shown.head:
            return 1
        named_only = not self.shown.lines
        return 4 if named_only else 3 if self.shown.file.name.endswith(_PROGRAM) else 2


@dataclass(frozen=True, slots=True)
class RoundShown:
    """A round with its files: those that are seen, `more` by name, how many a later one has, too.

    `again` tells that a later round reached all of its goals once more.
    """

    round: ShownRound
    files: Sequence[Delivered]
    more: Sequence[Delivered]
    same: int
    again: bool


def rounds_of(piece: Piece, papers: Mapping[Path, Paper]) -> list[RoundShown]:
    """Return what the page shows of each round; a file that a later one has too, only there."""
    later = {(file.name, file.sha256) for one in piece.rounds[1:] for file in one.files}
    reached = {_key(goal) for one in piece.rounds[1:] for goal in one.goals if goal.reached}
    return [
        RoundShown(one, seen[:_FEW], seen[_FEW:], len(one.files) - len(seen), again)
        for one in piece.rounds
        for seen in [_seen(piece, one, later if one.number == 1 else set(), papers)]
        for again in [one.number == 1 and {_key(goal) for goal in one.goals} <= reached]
    ]


def _key(goal: ReachedGoal) -> str:
    return goal.title.into(Language.EN)


def _seen(
    piece: Piece, one: ShownRound, later: set[tuple[str, str]], papers: Mapping[Path, Paper]
) -> list[Delivered]:
    fresh = [file for file in one.files if (file.name, file.sha256) not in later]
    seen = [_delivered(piece, one, file, papers.get(file.path)) for file in fresh]
    return sorted(seen, key=lambda file: file.rank)


def _delivered(piece: Piece, one: ShownRound, file: ShownFile, paper: Paper | None) -> Delivered:
    seen = preview(file)
    sheet = paper_of(piece, one, paper) if paper else ""
    return Delivered(seen, chart(seen), file_of(piece, one, file), sheet)


def file_of(piece: Piece, one: ShownRound, file: ShownFile) -> str:
    """Return where a delivered file lies in the site."""
    return f"files/{piece.exercise.replace('/', '-')}/round{one.number}/{file.name}"
