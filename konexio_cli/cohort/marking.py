"""One judgement put on a learner's work: the goal is one that there is, the points are its own."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from konexio_cli.cohort.judgement_file import write_judgement
from konexio_cli.cohort.judgements import SHA_LETTERS, Judgement, read_judgements
from konexio_cli.cohort.judging import judged
from konexio_cli.cohort.kept import identity
from konexio_cli.cohort.line import Line
from konexio_cli.cohort.settings import Settings, folded
from konexio_cli.cohort.store import Store
from konexio_cli.errors import KonexioError

_ALIKE, _ALMOST = 0.5, 0.75


@dataclass(frozen=True, slots=True)
class Work:
    """A learner's submission that counts, with its line."""

    learner: str
    line: Line


def works(store: Store) -> list[Work]:
    """Return all submissions that count and have a grade, by learner and file."""
    return [
        Work(one.seen.learner, one.line)
        for one in store.all(newest=True)
        if one.line and not one.line.problem
    ]


def work_of(
    store: Store, settings: Settings, learner: str, exercise: str, number: int | None = None
) -> Work:
    """Return a learner's work on an exercise, by its id or its last part.

    It is that of the round `number`, without one of the latest. Raise KonexioError when
    nothing of it is graded.
    """
    who = folded(settings.learner_or_new(learner).id)
    mine = [
        one
        for one in works(store)
        if folded(settings.learner_or_new(one.learner).id) == who
        and exercise in {one.line.exercise, one.line.exercise.partition("/")[2]}
    ]
    if not mine:
        raise _nothing(works(store), settings, learner, exercise)
    if number is None:
        return max(mine, key=lambda one: one.line.round)
    found = [one for one in mine if one.line.round == number]
    if not found:
        code = "judgement-of-no-round"
        raise KonexioError(code, learner=learner, exercise=exercise, round=number)
    return found[0]


def _nothing(
    known: Sequence[Work], settings: Settings, learner: str, exercise: str
) -> KonexioError:
    """Return that there is no such work, with the one that may be meant."""
    who = _near_learner({one.learner for one in known}, settings, learner)
    mine = [one.line.exercise for one in known if one.learner == who]
    near = [one for one in mine if exercise in {one, one.partition("/")[2]}]
    near = near or difflib.get_close_matches(exercise, mine, n=1, cutoff=_ALIKE)
    if not near:
        return KonexioError("judgement-of-nothing", learner=learner, exercise=exercise)
    code = "judgement-of-nothing-near"
    return KonexioError(code, learner=learner, exercise=exercise, near=f"{who} {near[0]}")


def _near_learner(ids: Iterable[str], settings: Settings, wanted: str) -> str:
    """Return who is meant by a name, by a part of one, or by one that is near; "" for none."""
    names: dict[str, str] = {}
    for one in ids:
        who = settings.learner_or_new(one)
        names |= dict.fromkeys((folded(one), *who.names), one)
    name = folded(wanted)
    if name in names or settings.learner(wanted):
        return names.get(name, "")
    parts = {names[one] for one in names if name in one.split()}
    if len(parts) == 1:
        return parts.pop()
    turned = [one for one in names if sorted(one) == sorted(name)]  # letters in another order
    near = turned or difflib.get_close_matches(name, names, n=len(names), cutoff=_ALMOST)
    meant = {names[one] for one in near}
    return meant.pop() if len(meant) == 1 and not parts else ""


def mark(cohort: Path, store: Store, work: Work, judgement: Judgement) -> Line:
    """Keep a judgement of a work, and return its line as it is now.

    Its learner, exercise, round and file are the work's own. Raise KonexioError when it says
    nothing, or of a goal that there is not, or gives more points than the goal is worth.
    """
    line = work.line
    _demand_sense(judgement, line)
    write_judgement(
        cohort,
        replace(
            judgement,
            learner=work.learner,
            exercise=line.exercise,
            round=line.round,
            submission=line.submission_sha256[:SHA_LETTERS],
        ),
    )
    machines = store.grade(identity(line))
    assert machines
    mine = replace(
        machines, learner=line.learner, file=line.file, submission_sha256=line.submission_sha256
    )
    return judged(mine, read_judgements(cohort).of(work.learner, line.exercise, line.round))


def _demand_sense(judgement: Judgement, line: Line) -> None:
    goal = judgement.goal
    if goal and goal not in line.goals:
        near = difflib.get_close_matches(goal, line.goals, n=1, cutoff=_ALIKE)
        code = "judgement-goal-near" if near else "judgement-goal-unknown"
        known = ", ".join(line.goals)
        raise KonexioError(code, goal=goal, near=(near or [""])[0], known=known)
    if not goal and (judgement.met is not None or judgement.points is not None):
        raise KonexioError("judgement-without-goal", known=", ".join(line.goals))
    if judgement.met is None and judgement.points is None and not judgement.comment:
        raise KonexioError("judgement-empty")
    if (judgement.points or 0) > line.worth.get(goal, 0):
        raise KonexioError("judgement-points", goal=goal, most=line.worth.get(goal, 0))
