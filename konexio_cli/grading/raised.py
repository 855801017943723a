"""What comes out of learner code as an exception, as classes of our own."""

from __future__ import annotations

import builtins


class LearnerRaised(Exception):
    """An exception that came out of the learner's code. Never a skip, an exit or a pass."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


class MissingName(Exception):
    """The learner's notebook does not define this name."""


class ExceptionClasses:
    """The classes that stand here for the exception classes of one room."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], type[Exception]] = {}

    def named(self, name: str, base: str) -> type[Exception]:
        """Return the class for `name`; it is also the builtin exception class `base`."""
        parent = getattr(builtins, base, Exception)
        if not (isinstance(parent, type) and issubclass(parent, Exception)):
            parent = Exception  # SystemExit and its kin end nothing on this side
        key = (name, parent.__name__)
        if key not in self._made:
            bases = (LearnerRaised,) if parent is Exception else (LearnerRaised, parent)
            self._made[key] = type(name, bases, {})
        return self._made[key]
