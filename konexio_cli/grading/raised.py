"""What comes out of learner code as an exception, as classes of our own."""

from __future__ import annotations

import builtins

from konexio_cli.sandbox.room import LONGEST_NAME, LONGEST_TEXT


class LearnerRaised(Exception):
    """An exception that came out of the learner's code. Never a skip, an exit or a pass."""

    def __init__(self, text: str, line: str = "") -> None:
        self.text = text[:LONGEST_TEXT]
        self.line = line[:LONGEST_TEXT]  # the learner's own line that it came from, if known

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
        if issubclass(parent, BaseExceptionGroup):
            parent = Exception  # a group cannot be made of a text
        name = name[:LONGEST_NAME] if name.isidentifier() else parent.__name__
        key = (name, parent.__name__)
        if key not in self._made:
            bases = (LearnerRaised,) if parent is Exception else (LearnerRaised, parent)
            self._made[key] = type(name, bases, {})
        return self._made[key]
