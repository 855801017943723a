"""The one error of this package: a code, its facts, and never a sentence.

Sentences live in `reports/texts`, one per code and language, so that an error
raised deep down is told in the learner's own language at the top.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the `konexio` command; documented in docs/reference/exit-codes.md."""

    DONE = 0
    NOT_YET = 1
    USAGE = 2
    MACHINE = 3
    SOURCE = 4
    OURS = 5
    INTERRUPTED = 130


class KonexioError(Exception):
    """Something expected went wrong: `code` names it, `facts` fill its sentence.

    `code` is a key of the catalogue (`[errors.<code>]`), which also holds the next step.
    `way_out` is the code whose next step is told: another one, where more is known.
    """

    def __init__(self, code: str, /, exit_code: Exit = Exit.USAGE, **facts: object) -> None:
        super().__init__(f"{code} {facts}" if facts else code)
        self.code = code
        self.exit_code = exit_code
        self.facts = facts
        self.way_out = code

    def with_way_out(self, other: KonexioError) -> KonexioError:
        """Return the same error with the next step of another, and its facts."""
        found = KonexioError(self.code, self.exit_code, **{**other.facts, **self.facts})
        found.way_out = other.code
        return found
