"""A line of the gradebook as people have judged it: their word goes before the machine's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from konexio_cli.cohort.judgements import Judgement
from konexio_cli.cohort.line import Line
from konexio_cli.model.exercise import Proof
from konexio_cli.model.verdict import Evidence, Verdict, overall


def judged(line: Line, said: Sequence[Judgement]) -> Line:
    """Return a graded line with what people said of it; what they said of another file is noted.

    A goal counts as they decided. When they confirmed every goal that only a trainer can, the
    line's evidence is `trainer-confirmed`.
    """
    if not said:
        return line
    decided = {one.goal: one for one in said if one.decides and _is_about(one, line)}
    goals = line.goals | {goal: str(_verdict(one, line)) for goal, one in decided.items()}
    change = sum(_points(one, line) - _earned(goal, line) for goal, one in decided.items())
    return replace(
        line,
        goals=goals,
        points=line.points + change,
        verdict=str(_whole(line, goals, decided)) if decided else line.verdict,
        evidence=_evidence(line, goals),
        judged={one.goal: _told(one, line) for one in said if _is_about(one, line)},
        notes=[*line.notes, *(note for one in said for note in _notes(one, line))],
    )


def _is_about(one: Judgement, line: Line) -> bool:
    known = not one.goal or one.goal in line.goals
    return known and line.submission_sha256.startswith(one.submission)


def _told(one: Judgement, line: Line) -> dict[str, Any]:
    points = _points(one, line) if one.decides else None
    return {"given": points, "comment": one.comment}


def _points(one: Judgement, line: Line) -> int:
    worth = line.worth.get(one.goal, 0)
    if one.points is not None:
        return min(one.points, worth)
    return worth if one.met else 0


def _earned(goal: str, line: Line) -> int:
    return line.worth.get(goal, 0) if line.goals[goal] == Verdict.PASSED else 0


def _verdict(one: Judgement, line: Line) -> Verdict:
    met = one.met if one.met is not None else _points(one, line) == line.worth.get(one.goal, 0)
    return Verdict.PASSED if met else Verdict.FAILED


def _whole(line: Line, goals: Mapping[str, str], decided: Mapping[str, Judgement]) -> Verdict:
    """Return the verdict of all: checks of other goals, and what was decided of these."""
    checks = (c["verdict"] for c in line.checks if c["goal"] not in {*decided, *line.optional})
    people = (goals[goal] for goal in decided if goal not in line.optional)
    found = overall(Verdict(one) for one in (*checks, *people))
    return Verdict.FAILED if found is Verdict.PASSED and line.form_errors else found


def _evidence(line: Line, goals: Mapping[str, str]) -> str:
    by_people = [goal for goal, proof in line.proofs.items() if proof == Proof.TRAINER]
    confirmed = by_people and all(goals.get(goal) == Verdict.PASSED for goal in by_people)
    return str(Evidence.TRAINER_CONFIRMED) if confirmed else line.evidence


def _notes(one: Judgement, line: Line) -> Iterator[str]:
    """Yield what was said, or why it does not count."""
    if not line.submission_sha256.startswith(one.submission):
        yield f"judged-earlier:{one.goal or line.exercise}"
    elif not _is_about(one, line):
        yield f"judged-unknown:{one.goal}"
    else:
        if one.decides:
            yield f"judged-goal:{one.goal}"
        if one.comment:
            yield f"judged-comment:{f'{one.goal}: ' if one.goal else ''}{one.comment}"
