"""Who is meant by the names that a source has for a learner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from konexio_cli.cohort.settings import Learner, Settings, composed, folded
from konexio_cli.reports.names import file_name


class Roster:
    """The learners of a cohort, by all that they may be called."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._joined: dict[str, set[str]] = defaultdict(set)
        for who in settings.learners.values():
            for joined in _joined(who.name):
                self._joined[joined].add(who.id)

    @property
    def is_open(self) -> bool:
        """Whether the settings list nobody: then everybody is welcome."""
        return not self._settings.learners

    def find(self, known_as: tuple[str, ...]) -> Learner | None:
        """Return the learner with one of these names; None for a stranger.

        Canvas writes `Amina Benali` as `benaliamina`: that is understood when it is one person.
        """
        # A number says more than a name, which two people may have.
        exact = (self._settings.learner(name) for name in reversed(known_as))
        found = next((one for one in exact if one), None)
        if found or not known_as:
            return found
        alike = self._joined.get(_letters(known_as[0]), set())
        return self._settings.learners[next(iter(alike))] if len(alike) == 1 else None

    def is_learner(self, name: str) -> bool:
        """Whether somebody has this name."""
        return self._settings.learner(name) is not None


def stranger(known_as: tuple[str, ...]) -> str:
    """Return the id of somebody whom the settings do not know; "" when no name can be one."""
    return next((name for one in known_as if (name := file_name(composed(one)))), "")


def _joined(name: str) -> Iterator[str]:
    """Yield a name in one word, beginning with any of its words."""
    words = folded(name).split()
    for first in range(len(words)):
        yield _letters("".join(words[first:] + words[:first]))


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, folded(name)))
