"""One line of the gradebook: a file and its grade, or why it has none. Plain data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Proof
from konexio_cli.model.grade import FormError, Grade
from konexio_cli.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """A submission's line; `problem` is an error code when the file could not be graded.

    By goal: `goals` are verdicts, `proofs` who can vouch, `worth` points that can be
    earned, `judged` what people gave and said, "" for all of it.
    """

    learner: str
    file: str
    exercise: str = ""
    round: int = 1
    verdict: str = "not_run"
    points: int = 0
    possible: int = 0
    message: str = ""
    evidence: str = ""
    room: str = ""
    submission_sha256: str = ""
    grader_sha256: str = ""
    goals: dict[str, str] = field(default_factory=dict)
    proofs: dict[str, str] = field(default_factory=dict)
    worth: dict[str, int] = field(default_factory=dict)
    optional: list[str] = field(default_factory=list)
    judged: dict[str, dict[str, Any]] = field(default_factory=dict)
    checks: list[dict[str, str]] = field(default_factory=list)
    cell_errors: list[dict[str, str]] = field(default_factory=list)
    form_errors: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problem: str = ""
    facts: dict[str, str] = field(default_factory=dict)


def graded(grade: Grade, file: str, seconds: float) -> Line:
    """Return the line of a graded submission; each answer had so many seconds."""
    return Line(
        learner=grade.learner,
        file=file,
        exercise=grade.exercise,
        round=grade.round,
        verdict=grade.verdict,
        points=grade.points,
        possible=grade.possible,
        message=grade.message,
        evidence=grade.evidence,
        room=grade.room,
        submission_sha256=grade.submission_sha256,
        grader_sha256=grade.grader_sha256,
        goals={result.goal.name: str(result.verdict) for result in grade.results},
        proofs={goal.name: str(goal.proof) for goal in grade.goals},
        worth={goal.name: goal.points for goal in grade.goals},
        optional=[goal.name for goal in grade.goals if goal.optional],
        checks=[
            {"name": o.check, "goal": o.goal, "verdict": o.verdict, "detail": o.detail}
            for o in grade.outcomes
        ],
        cell_errors=[asdict(error) for error in grade.cell_errors],
        form_errors=[asdict(error) for error in grade.form_errors],
        notes=[*grade.notes, *_explaining(grade), *_out_of_time(grade, seconds)],
    )


def _explaining(grade: Grade) -> list[str]:
    """Return notes on what the points alone do not explain."""
    stopped = [
        f"cell-stopped:{error.error} {error.source_line}".strip() for error in grade.cell_errors
    ]
    failed = [o.check for o in grade.outcomes if o.visible and o.verdict is not Verdict.PASSED]
    all_points = grade.points == grade.possible
    return stopped + [f"visible-failed:{name}" for name in failed if all_points]


def reached(line: Line) -> dict[str, Proof]:
    """Return the goals that were reached, by name, with who vouches for each.

    What a trainer decided, no test has checked, whatever would have checked it.
    """
    passed = (goal for goal, verdict in line.goals.items() if verdict == Verdict.PASSED)
    return {
        goal: Proof.TRAINER
        if f"judged-goal:{goal}" in line.notes
        else Proof(line.proofs.get(goal, Proof.TESTS))
        for goal in passed
    }


def _out_of_time(grade: Grade, seconds: float) -> list[str]:
    """Return a note on the goals that ran out of time, where no cell did and took all with it."""
    if any(error.error == Verdict.TIMEOUT for error in grade.cell_errors):
        return []
    late = [o for o in grade.outcomes if o.verdict is Verdict.TIMEOUT]
    # A visible check may be of no goal.
    named = dict.fromkeys(o.goal for o in late if o.goal) or [o.check for o in late]
    return [f"goal-timeout:{seconds:g} s: {', '.join(named)}"] if late else []


def not_graded(learner: str, file: str, problem: KonexioError, exercise: str = "") -> Line:
    """Return the line of a file that could not be graded: it earns nothing and says why."""
    facts = {key: str(value) for key, value in problem.facts.items()}
    return Line(learner, file, exercise, problem=problem.code, facts=facts)


def problem_of(line: Line) -> KonexioError:
    """Return the error that a line's problem was."""
    problem = KonexioError(line.problem)
    problem.facts.update(line.facts)
    return problem


def forms_of(line: Line) -> list[FormError]:
    """Return the structured answers of a line that cannot be read."""
    return [FormError(**error) for error in line.form_errors]


def to_text(line: Line) -> str:
    """Return the line as JSON: what crosses from a worker is text, never an object."""
    return json.dumps(table(line), ensure_ascii=True, sort_keys=True)


def table(line: Line) -> dict[str, object]:
    """Return the fields of a line by name, which are plain data already."""
    return {name: getattr(line, name) for name in Line.__slots__}


def from_text(text: str) -> Line:
    """Return the line that `to_text` wrote."""
    return Line(**json.loads(text))
