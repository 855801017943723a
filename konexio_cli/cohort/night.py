"""A night's work: what lies in a cohort and has no grade yet is graded, and kept at once.

Whenever it is stopped, by Ctrl-C, `kill -9` or an empty battery, the next night goes on where
it was: what has a grade is not graded again, what has none is tried again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from konexio_cli.cohort.collecting import Found, collect
from konexio_cli.cohort.kept import Seen
from konexio_cli.cohort.line import Line
from konexio_cli.cohort.places import submissions_folder, time_of
from konexio_cli.cohort.platforms import Numbers, settings_for, with_numbers
from konexio_cli.cohort.settings import Settings, folded
from konexio_cli.cohort.store import Store
from konexio_cli.cohort.work import Tell, Work
from konexio_cli.errors import KonexioError
from konexio_cli.packs.identify import by_name, identify
from konexio_cli.packs.notebooks import parse, read_bytes

_Key: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Only:
    """Whose work, and for which exercise; "" is all. `course` are the exercises that there are."""

    learner: str = ""
    exercise: str = ""
    course: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission without a grade: where it lies, and as the store knows it."""

    found: Found
    seen: Seen


class Night:
    """One cohort and its store, as long as a command works on it."""

    def __init__(self, cohort: Path, settings: Settings, store: Store, only: Only) -> None:
        self.store = store
        # How many of whom is asked for had a grade already before this night.
        self.earlier = 0
        self.settings = settings_for(store, settings)
        self._cohort = cohort
        self._only = only
        self._asked: set[_Key] = set()

    def look(self) -> list[Waiting]:
        """Return what waits for a grade; all that lies in the cohort is seen from now on.

        Raise KonexioError when there is no notebook, or none of a learner who was named.
        """
        self.settings = with_numbers(self.settings, Numbers(self.store))  # some may be new
        folder = submissions_folder(self._cohort)
        sums = {file: sha256 for _, file, sha256 in self._asked}
        here = [_seen(one, self.settings, sums) for one in collect(folder)]
        self.store.see((one.seen for one in here), whole=True)
        mine = self._mine(here)
        if not mine:
            raise KonexioError("cohort-nothing-of", learner=self._only.learner)
        graded = self.store.graded().keys() - self._asked
        self.earlier = sum(_key(one.seen) in graded for one in mine)
        done = graded | self._asked
        return [one for one in mine if _key(one.seen) not in done and self._is_asked_for(one)]

    def arrived(self, seen: Iterable[Seen]) -> list[Waiting]:
        """Return what waits for a grade of files that were collected into the cohort just now."""
        folder, known = submissions_folder(self._cohort), self.settings.learner_or_new
        # Whom the settings call otherwise than their folder is left for `look`.
        plain = (one for one in seen if known(one.learner).id == one.learner)
        here = [Waiting(Found(one.learner, folder / one.file, one.file), one) for one in plain]
        return [one for one in self._mine(here) if self._is_asked_for(one)]

    def grade(
        self,
        parts: Iterable[Sequence[Waiting]],
        work: Work,
        tell: Tell,
        most: int | None = None,
    ) -> None:
        """Grade what waits, by `most` processes. Lines are in the store before they are told."""
        seen: dict[str, Seen] = {}

        def found() -> Iterator[Sequence[Found]]:
            for part in parts:
                self._asked.update(_key(one.seen) for one in part)
                seen.update((one.found.file, one.seen) for one in part)
                yield [one.found for one in part]

        def keep(lines: Sequence[Line]) -> None:
            self.store.keep((seen[line.file], line) for line in lines)
            tell(lines)

        work.grade(found(), keep, most)

    @property
    def learner(self) -> str:
        """The id of the one learner who is asked for; "" for everybody."""
        wanted = self._only.learner
        return self.settings.learner_or_new(wanted).id if wanted else ""

    def _mine(self, here: Iterable[Waiting]) -> list[Waiting]:
        who = folded(self.learner)
        return [one for one in here if not who or folded(one.seen.learner) == who]

    def _is_asked_for(self, one: Waiting) -> bool:
        if not self._only.exercise:
            return True
        try:
            notebook = parse(read_bytes(one.found.path), one.found.path)
            found = identify(notebook, one.found.path, self._only.course)
        except KonexioError:
            found = by_name(one.found.path, self._only.course)
        return found == self._only.exercise


def _key(seen: Seen) -> _Key:
    return seen.learner, seen.file, seen.sha256


def _seen(found: Found, settings: Settings, sums: Mapping[str, str]) -> Waiting:
    """Return a file with the id of its learner, as the store knows it; `sums` are known ones."""
    learner = settings.learner_or_new(found.learner).id if found.learner else ""
    found = replace(found, learner=learner)
    at, timed = time_of(found.file) or (_time_of(found.path), True)
    return Waiting(
        found, Seen(learner, found.file, sums.get(found.file) or _sha256(found), at, "", timed)
    )


def _time_of(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.lstat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return datetime.fromtimestamp(0, UTC)


def _sha256(found: Found) -> str:
    """Return the sum of a file; "" when it is not to be read, which its grade will explain."""
    if found.problem:
        return ""
    try:
        return hashlib.sha256(read_bytes(found.path)).hexdigest()
    except KonexioError:
        return ""
