"""One check, run against one room: its verdict, and what may be told of it."""

from __future__ import annotations

import builtins
from types import CodeType, FunctionType

import pytest

from konexio_cli.errors import KonexioError
from konexio_cli.grading.case import CheckContext
from konexio_cli.grading.compiling import (
    CLAIM,
    Failure,
    compiled,
    compiled_softly,
    explained_comparisons,
    failure_of,
)
from konexio_cli.grading.fixtures import fixture
from konexio_cli.grading.names import LearnerNames
from konexio_cli.grading.raised import LearnerRaised, MissingName
from konexio_cli.model.grade import Outcome
from konexio_cli.model.grader import Check
from konexio_cli.model.verdict import Verdict
from konexio_cli.sandbox.room import RoomEnded

# Whatever an author's check and a hostile answer come to together.
_LONGEST_DETAIL = 4_000


def run_check(check: Check, context: CheckContext) -> Outcome:
    """Return the outcome of `check`. Raise RoomEnded when the room did not survive it."""
    try:
        with explained_comparisons():
            _perform(compiled(check.source, check.goal or check.name), check, context)
    except (RoomEnded, KonexioError):
        raise
    except MissingName as problem:
        return _outcome(check, Verdict.MISSING, Failure(str(problem)))
    except LearnerRaised as problem:
        return _outcome(check, Verdict.ERROR, _told_of(problem, check))
    except BaseException as problem:
        if isinstance(problem, KeyboardInterrupt):
            raise
        told = failure_of(problem, check.source) if check.visible else Failure("")
        return _outcome(check, Verdict.FAILED, told)
    return _outcome(check, Verdict.PASSED, Failure(""))


def _outcome(check: Check, verdict: Verdict, told: Failure) -> Outcome:
    texts = {name: text[:_LONGEST_DETAIL] for name, text in told._asdict().items()}
    return Outcome(check.name, check.goal, verdict, visible=check.visible, **texts)


def ask_softly(check: Check, context: CheckContext) -> None:
    """Put all questions of `check` to the room, whatever it answers; they are recorded."""
    try:
        _perform(compiled_softly(check.source, check.goal or check.name), check, context)
    except (RoomEnded, KonexioError, KeyboardInterrupt):
        raise
    except BaseException as problem:  # noqa: BLE001 - only the questions asked so far count
        context.interview.note("stopped", type(problem).__name__)


def _perform(code: CodeType, check: Check, context: CheckContext) -> None:
    ours = {"__name__": "checks", "pytest": pytest, CLAIM: context.interview.claim}
    names = LearnerNames(context.interview.get, **ours)
    exec(code, names)  # noqa: S102 - the author's check: trusted, and never in a room
    if check.function:
        function = names[check.function]
        assert isinstance(function, FunctionType)
        function(**_fixtures_for(function, context))


def _fixtures_for(function: FunctionType, context: CheckContext) -> dict[str, object]:
    code = function.__code__
    return {name: fixture(name, context) for name in code.co_varnames[: code.co_argcount]}


def _told_of(problem: LearnerRaised, check: Check) -> Failure:
    """Return the exception. The learner's own words, even its name, may hold a hidden value."""
    if check.visible:
        return Failure(f"{type(problem).__name__}: {problem}", line=problem.line)
    names = (kind.__name__ for kind in type(problem).__mro__)
    return Failure(next(name for name in names if hasattr(builtins, name)))
