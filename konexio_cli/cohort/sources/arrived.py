"""What a source gives: files that arrived, from whom, and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

# Gives a file's bytes, as long as its source is open; raises KonexioError when it cannot.
Read: TypeAlias = Callable[[], bytes]
Platform: TypeAlias = Literal["canvas", "moodle"]


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose signature is on a file, as did:key, and what the signed manifest says it answers."""

    key: str
    exercise: str
    round: int


@dataclass(frozen=True, slots=True)
class Number:
    """What a platform calls a learner.

    Canvas has one number for a person, in all that it does, Moodle another in each assignment.
    """

    platform: Platform
    number: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that somebody handed in.

    `known_as` are the names that the source has for the learner, the first one for people;
    none when it names nobody. `name` is the file's path below what is the learner's, with `/`.
    `at` is when it was handed in, None when the source does not tell; `latest` is then the
    latest that it can have been, where something says so. `late` is the source's own word. `number` is what a platform has for the learner. `sender` is there when the learner
    signed it; `beside` are then the files that belong to it, by plain names. `taken_as_one` is
    the archive that it lies in, where all in there is taken as one person's, and may not be.
    """

    known_as: tuple[str, ...]
    name: str
    source: str
    read: Read
    at: datetime | None = None
    latest: datetime | None = None
    late: bool = False
    number: Number | None = None
    taken_as_one: str = ""
    sender: Sender | None = None
    beside: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of a folder or of an archive, by its name there; `at` is the file's own time.

    What is `refused` will not be read: its name tells nothing of the source, and whoever handed
    it in is to be told all the same.
    """

    name: str
    read: Read
    at: datetime | None = None
    refused: bool = False


def _nobody(name: str) -> bool:  # noqa: ARG001 - a cohort without settings knows no name
    return False


@dataclass(frozen=True, slots=True)
class Index:
    """What can be said of a source before its files are read.

    `names` are those of all files that may be somebody's work, without the `refused` ones;
    `stamps` are the times that nbgrader's files tell, by their folder, `clones` the folders that are git's, "." for the
    source itself. `label` is the source's own name, without an ending. `is_learner` says
    whether the cohort's settings know somebody by this name.
    """

    label: str
    names: Sequence[str]
    refused: Sequence[str] = ()
    stamps: Mapping[str, datetime] = field(default_factory=dict)
    clones: frozenset[str] = frozenset()
    archive: bool = False
    is_learner: Callable[[str], bool] = _nobody


# Who handed in a piece; None when nobody did.
Reading: TypeAlias = Callable[[Piece], Arrived | None]
# A kind of source: how its pieces are read, None when the source is of another kind.
Kind: TypeAlias = Callable[[Index], Reading | None]


def shared_names(numbered: Iterable[tuple[str, str, str]]) -> set[tuple[str, str]]:
    """Return the names of two people: those with two numbers, each with the folder above it.

    `numbered` gives folder, name and number of all.
    """
    numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for above, name, number in numbered:
        numbers[above, name].add(number)
    return {name for name, those in numbers.items() if name[1] and len(those) > 1}
