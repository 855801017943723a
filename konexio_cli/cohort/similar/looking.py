"""A cohort looked at for likeness: pairs to be shown, under pseudonyms or names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from konexio_cli.cohort.collecting import Found
from konexio_cli.cohort.pseudonyms import Pseudonyms
from konexio_cli.cohort.settings import Settings
from konexio_cli.cohort.similar.groups import Groups
from konexio_cli.cohort.similar.passages import lines_of, passages
from konexio_cli.cohort.similar.rarity import likenesses, weights
from konexio_cli.cohort.similar.written import Reader, Written
from konexio_cli.errors import KonexioError
from konexio_cli.reports.side_by_side import AlikePair, MarkedLine, Side

# A line of a learner's may have ten million characters.
_LONGEST_LINE = 500


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found: the pairs, the rarest first; how much was read, and what could not be."""

    pairs: tuple[AlikePair, ...]
    read: int
    left_out: tuple[str, ...]


class _Alike(NamedTuple):
    """A pair before it is named; `marks` are the passages of the lines of both."""

    exercise: str
    group: int
    similarity: float
    bits: float
    sides: tuple[Written, Written]
    marks: tuple[Mapping[int, int], Mapping[int, int]]


def look(
    found: Iterable[Found],
    exercises: Path,
    settings: Settings,
    wanted: Collection[str] = (),
    *,
    named: bool = False,
) -> Looked:
    """Return the pairs of a cohort that are alike beyond chance.

    `wanted` are exercises, all of them when it is empty. With `named`, learners and files
    are told; else they have letters, and their names are taken out of what they wrote.
    """
    mine = (replace(one, learner=_id(one, settings)) for one in found)
    by_exercise, left_out = _read(mine, exercises, wanted)
    alike = [pair for name, written in by_exercise.items() for pair in _alike(name, written)]
    alike.sort(key=lambda pair: -pair.bits)
    everybody = [side.person for pair in alike for side in pair.sides]
    everybody += sorted(one.person for written in by_exercise.values() for one in written)
    names = [name for one in settings.learners.values() for name in one.names.values()]
    hidden = None if named else Pseudonyms(everybody, names)
    pairs = tuple(_shown(pair, settings, hidden) for pair in alike)
    return Looked(pairs, sum(map(len, by_exercise.values())), left_out)


def _read(
    found: Iterable[Found], exercises: Path, wanted: Collection[str]
) -> tuple[Mapping[str, list[Written]], tuple[str, ...]]:
    reader = Reader(exercises)
    by_exercise: defaultdict[str, list[Written]] = defaultdict(list)
    left_out = []
    for one in found:
        try:
            name, written = reader.read(one)
        except KonexioError:
            left_out.append(one.file)
            continue
        if not wanted or name in wanted:
            by_exercise[name].append(written)
    return dict(sorted(by_exercise.items())), tuple(left_out)


def _alike(exercise: str, written: Sequence[Written]) -> Iterator[_Alike]:
    """Yield the pairs that hold the groups together: of thirty equal answers, not all 435."""
    told = weights(written)
    groups = Groups()
    pairs = [(written[pair.one], written[pair.other], pair) for pair in likenesses(written)]
    joining = [pair for pair in pairs if groups.join(pair[0].person, pair[1].person)]
    for one, other, pair in joining:
        facts = (exercise, groups.of(one.person), pair.similarity, pair.bits)
        yield _Alike(*facts, (one, other), _marks(one, other, told))


def _marks(
    one: Written, other: Written, told: Mapping[int, float]
) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """Return the lines of both sides that are alike, each with the number of its passage."""
    ours: dict[int, int] = {}
    theirs: dict[int, int] = {}
    for number, passage in enumerate(passages(one, other, told), 1):
        for line in lines_of(one, passage.one, passage.length):
            ours.setdefault(line, number)
        for line in lines_of(other, passage.other, passage.length):
            theirs.setdefault(line, number)
    return ours, theirs


def _shown(pair: _Alike, settings: Settings, hidden: Pseudonyms | None) -> AlikePair:
    one, other = (
        _named(written, marks, settings) if hidden is None else _hidden(written, marks, hidden)
        for written, marks in zip(pair.sides, pair.marks, strict=True)
    )
    return AlikePair(pair.exercise, pair.group, pair.similarity, pair.bits, (one, other))


def _named(written: Written, marks: Mapping[int, int], settings: Settings) -> Side:
    name = settings.learner_or_new(written.learner).name if written.learner else written.file
    return Side(name, written.file, _marked(written, marks))


def _hidden(written: Written, marks: Mapping[int, int], hidden: Pseudonyms) -> Side:
    lines = (one._replace(text=hidden.without_names(one.text)) for one in _marked(written, marks))
    return Side(hidden.of(written.person), "", tuple(lines))


def _marked(written: Written, marks: Mapping[int, int]) -> tuple[MarkedLine, ...]:
    lines = enumerate(written.lines)
    return tuple(MarkedLine(text[:_LONGEST_LINE], marks.get(number, 0)) for number, text in lines)


def _id(found: Found, settings: Settings) -> str:
    return settings.learner_or_new(found.learner).id if found.learner else ""
