"""A cohort's settings: who learns, until when, and what lateness costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from konexio_cli.model.language import Language
from konexio_cli.model.learner import Learner, composed, folded

__all__ = ["Extension", "Group", "Late", "Learner", "Settings", "composed", "folded"]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of learners; its due dates go before the cohort's."""

    title: str = ""
    due: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extension:
    """More time for a learner, by days or until a moment; "" is every exercise."""

    learner: str
    exercise: str = ""
    days: int = 0
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """What each started day costs, in percent of the points earned.

    Never more than `at_most` percent; nothing counts more than `end_days` days after the
    due date.
    """

    percent_per_day: int = 0
    at_most: int = 100
    end_days: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """All of cohort.toml. Due dates know their time zone; learners stand in the file's order.

    `learners` are by their id, `by_name` by every name that means them, as `folded` has it.
    `unspoken` are the languages without texts, by who was to have them: they get the cohort's.
    """

    title: str = ""
    language: Language = Language.EN
    learners: Mapping[str, Learner] = field(default_factory=dict)
    by_name: Mapping[str, Learner] = field(default_factory=dict)
    unspoken: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    due: Mapping[str, datetime] = field(default_factory=dict)
    extensions: tuple[Extension, ...] = ()
    late: Late = Late()

    def learner(self, known_as: str) -> Learner | None:
        """Return the learner with this id, name, other name, email, or Moodle or Canvas number."""
        return self.by_name.get(folded(known_as))

    def learner_or_new(self, known_as: str) -> Learner:
        """Return that learner; whom the file does not name is known by that name alone."""
        name = composed(known_as)
        return self.learner(known_as) or Learner(name, name, self.language)

    def due_for(self, learner: str, exercise: str) -> datetime | None:
        """Return until when the learner with this id has time, extensions counted.

        None when there is no end.
        """
        who = self.learners.get(learner)
        group = self.groups.get(who.group) if who else None
        due = (group.due if group else {}).get(exercise) or self.due.get(exercise)
        return max(self._prolonged(learner, exercise, due), default=due)

    def _prolonged(self, learner: str, exercise: str, due: datetime | None) -> Iterator[datetime]:
        for one in self.extensions:
            if due is not None and one.learner == learner and one.exercise in {"", exercise}:
                yield max(due, one.until or due + timedelta(days=one.days))
