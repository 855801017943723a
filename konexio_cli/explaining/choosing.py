"""The one message of a check, chosen in a fixed order; nothing here runs a learner's code."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain

from konexio_cli.explaining.answers import answer_of_another_kind, answer_of_another_value
from konexio_cli.explaining.calls import refused_call
from konexio_cli.explaining.names import asked_name, names_made
from konexio_cli.explaining.patterns.table import ENDLESS, FAULTS, HABITS, LONG, found_in
from konexio_cli.explaining.raised import Raised, explained_exception
from konexio_cli.explaining.syntax import explained_syntax
from konexio_cli.model.explanation import Explanation, Step
from konexio_cli.model.grade import CellError, Grade, Outcome
from konexio_cli.model.notebook import WRITTEN, Cell, Role
from konexio_cli.model.verdict import Verdict

# What a room ends with says why in a sentence of its own.
_ENDS = {Verdict.TIMEOUT, Verdict.MEMORY, Verdict.FORBIDDEN, Verdict.ERROR}
_WORD = re.compile(r"\w+")
_SYNTAX = {"SyntaxError", "IndentationError", "TabError"}


def explained(grade: Grade, cells: Sequence[Cell]) -> Explanation | None:
    """Return the message for `grade`, whose program is `cells`; None when there is none.

    First where a cell stops, then a name that a check asks for in vain, then a known mistake
    with proof, then what a call raised, then what an answer is or what looks like a mistake.
    """
    steps: tuple[Callable[[Grade, Sequence[Cell]], Explanation | None], ...] = (
        _stopped,
        _misnamed,
        _proven,
        _not_as_called,
        _raised_in_a_call,
        _of_another_kind,
        _suspected,
        _of_another_value,
    )
    if grade.verdict is Verdict.PASSED:
        steps = (_could_be_better,)
    return next((one for step in steps if (one := step(grade, cells))), None)


def _stopped(grade: Grade, cells: Sequence[Cell]) -> Explanation | None:
    """Explain the first cell that stopped: what is wrong in later ones may come from it.

    A verdict in the place of an exception has its own sentence already.
    """
    error = next(iter(grade.cell_errors), None)
    if error is None or error.error in set(Verdict):
        return None
    if error.error in _SYNTAX:
        return explained_syntax(error.text, error.source_line, _source_of(error, cells))
    return explained_exception(Raised(error.error, error.text, error.source_line), cells)


def _source_of(error: CellError, cells: Sequence[Cell]) -> str:
    """Return the cell that has the line of an error; "" when it is not known."""
    named = (cell.source for cell in cells if cell.name == error.cell)
    line = error.source_line
    return next((one for one in named if line in map(str.strip, one.splitlines())), "")


def _misnamed(grade: Grade, cells: Sequence[Cell]) -> Explanation | None:
    missing = (one for one in grade.outcomes if one.visible and one.verdict is Verdict.MISSING)
    name = next((one.detail for one in missing), "")
    cause = asked_name(name, _written(cells)) if name else None
    return Explanation(Step.BEHAVIOUR, cause=cause.name, facts=cause.facts) if cause else None


def _proven(grade: Grade, _: Sequence[Cell]) -> Explanation | None:
    return Explanation(Step.BEHAVIOUR, mistake=grade.message) if grade.message else None


def _raised_in_a_call(grade: Grade, cells: Sequence[Cell]) -> Explanation | None:
    for outcome in grade.outcomes:
        if outcome.visible and outcome.verdict is Verdict.ERROR and outcome.detail:
            name, _, text = outcome.detail.partition(": ")
            return explained_exception(Raised(name, text, outcome.line), cells)
    return None


def _not_as_called(grade: Grade, cells: Sequence[Cell]) -> Explanation | None:
    """Explain a call of a check's that the learner's name cannot take."""
    called = (one for one in grade.outcomes if one.visible and one.detail and not one.line)
    written = _written(cells)
    causes = (cause for one in called if (cause := refused_call(one.detail, written)))
    cause = next(causes, None)
    return Explanation(Step.BEHAVIOUR, cause=cause.name, facts=cause.facts) if cause else None


def _of_another_kind(grade: Grade, cells: Sequence[Cell]) -> Explanation | None:
    outcome = _wrong_answer(grade, cells)
    return answer_of_another_kind(outcome, _written(cells)) if outcome else None


def _of_another_value(grade: Grade, cells: Sequence[Cell]) -> Explanation | None:
    outcome = _wrong_answer(grade, cells)
    return answer_of_another_value(outcome) if outcome else None


def _wrong_answer(grade: Grade, cells: Sequence[Cell]) -> Outcome | None:
    """Return the first answer that is not the expected one; what the starter gives is none."""
    if grade.is_untouched:
        return None
    starters = names_made(cell for cell in cells if cell.name in grade.untouched)
    wrong = (one for one in grade.outcomes if one.visible and one.expected)
    return next((one for one in wrong if starters.isdisjoint(_asked(one))), None)


def _asked(outcome: Outcome) -> list[str]:
    """Return the words of the line that failed."""
    return _WORD.findall(outcome.detail.partition("\n")[0])


def _suspected(grade: Grade, cells: Sequence[Cell]) -> Explanation | None:
    """Tell what looks like a mistake; of a room that ended, only what makes a loop endless."""
    ends = {one.verdict for one in grade.outcomes if one.verdict in _ENDS and not one.detail}
    if ends:
        return found_in(_written(cells), LONG if Verdict.TIMEOUT in ends else ENDLESS)
    return found_in(_written(cells), (*FAULTS, *HABITS))


def _could_be_better(_: Grade, cells: Sequence[Cell]) -> Explanation | None:
    return found_in(_written(cells), HABITS)


def _written(cells: Sequence[Cell]) -> list[str]:
    """Return what the learner wrote: answers first, then their own cells."""
    ours = (cell for cell in cells if cell.role in WRITTEN)
    extra = (cell for cell in cells if cell.role is Role.EXTRA)
    return [cell.source for cell in chain(ours, extra)]
