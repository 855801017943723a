"""A call on which a mutant and its reference differ, though no check makes it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from itertools import islice, zip_longest
from pprint import pformat
from typing import NamedTuple, TypeAlias

from konexio_cli.authoring.neighbours import Call, constants_of, near
from konexio_cli.grading.case import Case, case_of
from konexio_cli.grading.interview import Interview
from konexio_cli.grading.sitting import Sitting
from konexio_cli.grading.testimony import testimony_of
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grader import Attempt, Grader
from konexio_cli.model.notebook import Notebook
from konexio_cli.sandbox.decoding import Decoder
from konexio_cli.sandbox.room import RoomEnded, Rooms
from konexio_cli.sandbox.wire import Handle, Json, WireError

_MOST_CALLS = 1_000
_SECONDS = 2.0
# An endless loop is an answer, too.
_SECONDS_EACH = 0.5
_LONGEST = 300
_WIDE = 1_000_000


class _Said(NamedTuple):
    """An answer as it is shown, and what of it counts: of an exception, its type only.

    Its words may name a line or an operator: no check should look at those.
    """

    text: str
    counts: str


# What a call gave, what it printed, and what it made of its arguments.
_Answer: TypeAlias = tuple[_Said, _Said, _Said]


class Apart(NamedTuple):
    """A call and its two answers; all are "" when none was found."""

    call: str = ""
    gives: str = ""
    reference: str = ""


def told_apart(
    rooms: Rooms, exercise: Exercise, grader: Grader, reference: Attempt, mutant: Notebook
) -> Apart:
    """Return a call on which the two differ; it stands near one that the checks make.

    Each call is made in a room as the notebook left it. It is a search, not a proof:
    functions that read files, say, are called without the files that a check puts there.
    """
    end = time.monotonic() + _SECONDS
    limits = replace(exercise.limits, seconds=_SECONDS_EACH)
    number = reference.round
    ours = case_of(replace(exercise, limits=limits), grader, reference.notebook, number)
    theirs = case_of(ours.exercise, grader, mutant, number)
    with ours.sitting(rooms) as right, theirs.sitting(rooms) as wrong:
        calls = _different(_calls_near(_recorded(ours, right), ours))
        for call in islice(calls, _MOST_CALLS):
            for expected, given in zip(_answer(call, right), _answer(call, wrong), strict=True):
                if expected.counts != given.counts:
                    shown = (str(call), given.text, expected.text)
                    return Apart(*(one[:_LONGEST] for one in shown))
            if time.monotonic() > end:
                break
    return Apart()


def _recorded(case: Case, sitting: Sitting) -> Iterator[Call]:
    """Yield the calls that the checks make, of every function that they ask for.

    The record does not tell which function was called: the others will refuse, or differ
    as well.
    """
    names: dict[str, list[str]] = {}
    for check, question, _ in testimony_of(case, sitting):
        try:
            asked = json.loads(question)
        except ValueError:  # a note of another kind
            continue
        match asked:
            case {"op": "get", "name": str(name)}:
                names.setdefault(check, []).append(name)
            case {"op": "call", "args": list(args), "named": dict(named)}:
                for name in names.get(check, ()):
                    yield from _decoded(name, args, named)


def _decoded(name: str, args: Json, named: Json) -> Iterator[Call]:
    decode = Decoder(_refused)
    try:
        given, others = decode(args), decode(named)
    except WireError:
        return
    if isinstance(given, list) and isinstance(others, dict):
        yield Call(name, tuple(given), others)


def _refused(handle: Handle) -> object:
    raise WireError(handle.type_name)


def _calls_near(calls: Iterable[Call], case: Case) -> Iterator[Call]:
    """Yield the calls, then in turn one that is near each: the first may have hundreds.

    Those in which two things differ come last.
    """
    constants = tuple(constants_of(cell.source for cell in case.program.cells))
    known = list(_different(calls))
    yield from known
    once = [list(islice(near(call, constants), _MOST_CALLS)) for call in known]
    yield from _in_turn(once)
    yield from _in_turn(near(call, constants) for call in _in_turn(once))


def _in_turn(rows: Iterable[Iterable[Call]]) -> Iterator[Call]:
    """Yield the first call of each row, then the second of each, until all are through."""
    for column in zip_longest(*islice(rows, _MOST_CALLS)):
        yield from (call for call in column if call is not None)


def _different(calls: Iterable[Call]) -> Iterator[Call]:
    seen: set[str] = set()
    for call in calls:
        if str(call) not in seen:
            seen.add(str(call))
            yield call


def _answer(call: Call, sitting: Sitting) -> _Answer:
    """Return what a call gives, as text that is equal for equal values only."""
    args, named = deepcopy(call.args), deepcopy(call.named)
    try:
        with sitting.room(call.function) as place:
            interview = Interview(place.room)
            given = _told(interview, call.function, args, named)
            return given, _said(interview.printed), _said(args)
    except RoomEnded as end:
        nothing = _Said("", "")
        return _Said(str(end.verdict), str(end.verdict)), nothing, nothing


def _told(
    interview: Interview, name: str, args: tuple[object, ...], named: dict[str, object]
) -> _Said:
    try:
        function = interview.get(name)
        return _said(function(*args, **named)) if callable(function) else _Said("", "")
    except Exception as problem:  # noqa: BLE001 - whatever it raises is its answer
        kind = type(problem).__name__
        return _Said(f"{kind}({str(problem)!r})", kind)


def _said(value: object) -> _Said:
    # Sets in order, and all in one line.
    text = pformat(value, width=_WIDE, sort_dicts=False)
    return _Said(text, text)
