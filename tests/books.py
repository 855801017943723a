"""Gradebooks for tests: real exercises of the course, awkward names, every state of a mark."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from konexio_cli.model.exercise import Exercise, Proof
from konexio_cli.model.gradebook import GoalMark, Gradebook, Mark
from konexio_cli.model.language import Language
from konexio_cli.model.learner import Learner
from konexio_cli.model.verdict import Verdict
from konexio_cli.packs.exercises import read_course, read_exercise

EXERCISES = Path(__file__).parents[1] / "exercises"
NOW = datetime(2026, 11, 27, 18, tzinfo=UTC)
NAMES = (
    "Amina Diallo",
    "O'Neil, Kim",
    'José "Pepe" García',
    "فاطمة الزهراء",
    "=SUM(A1)",
    "<script>alert(1)</script>",
    "Ngoc\u202egnp.exe",
    "陳大文",
    "../../etc/passwd",
    "Name_with_lines_4711_",
)
MESSAGES = ("naive-csv", "boundary", "variable-holds-formula", "text-plus-number", "")


def exercises(count: int) -> tuple[Exercise, ...]:
    course = read_course(EXERCISES)
    return tuple(read_exercise(EXERCISES, one) for one in course.exercises[:count])


def learners(count: int) -> tuple[Learner, ...]:
    languages = list(Language)
    return tuple(
        Learner(
            f"fern-{number:02}",
            NAMES[number] if number < len(NAMES) else f"{_FIRST[number % 20]} {_LAST[number % 17]}",
            languages[number % 3],
            group=("morning", "evening")[number % 2],
            moodle=str(4700 + number) if number % 7 else "",
            canvas=str(900 + number) if number % 5 else "",
            email=f"l{number}@example.org",
        )
        for number in range(count)
    )


def book(people: int, count: int, seed: int = 7) -> Gradebook:
    """Return a gradebook as evenings make it: gaps towards the end, a few far behind."""
    chance = random.Random(seed)  # noqa: S311 - the same book each time
    todo, who = exercises(count), learners(people)
    start = NOW - timedelta(days=3 * count)
    due = {
        (one.id, exercise.id): start + timedelta(days=3 * number + 6)
        for one in who
        for number, exercise in enumerate(todo)
    }
    marks = {}
    for one in who:
        skill = chance.betavariate(5, 2)
        reached = int(count * min(1, skill + 0.35))
        for exercise in todo[:reached]:
            if chance.random() < 0.05:
                continue
            marks[one.id, exercise.id] = mark(
                one, exercise, due[one.id, exercise.id], skill, chance
            )
    return Gradebook("Evening class", todo, who, marks, due)


def mark(
    learner: Learner, exercise: Exercise, due: datetime, skill: float, chance: random.Random
) -> Mark:
    if chance.random() < 0.02:
        return Mark(
            learner.id,
            exercise.id,
            problem="notebook-damaged",
            facts={"file": f"{learner.name}/{exercise.name}.ipynb", "line": "4"},
            submitted=due,
        )
    goals = tuple(
        GoalMark(goal, Verdict.PASSED if chance.random() < skill + 0.25 else Verdict.FAILED)
        if goal.proof is not Proof.TRAINER
        else GoalMark(goal, Verdict.NOT_RUN)
        for goal in exercise.goals
    )
    whole = all(one.reached for one in goals if not one.to_confirm)
    earned = sum(one.points for one in goals)
    late = chance.choice((1, 2, 5)) if chance.random() < 0.08 else 0
    return Mark(
        learner.id,
        exercise.id,
        verdict=Verdict.PASSED if whole else Verdict.FAILED,
        earned=earned,
        points=round(earned * (1 - late / 10), 2),
        possible=sum(goal.points for goal in exercise.goals),
        goals=goals,
        message="" if whole else chance.choice(MESSAGES),
        evidence="trainer-graded",
        submitted=due + timedelta(days=late, hours=-chance.randrange(1, 60) if not late else -1),
        late_days=late,
        file=f"{learner.name}/{exercise.name}.ipynb",
        submission_sha256="a" * 64,
        grader_sha256="b" * 64,
        stopped=("NameError: print(totl)",) if chance.random() < 0.03 else (),
    )


_FIRST: Sequence[str] = (
    *("Amina", "Bilal", "Carla", "Daoud", "Elif", "Farid", "Grace", "Hiba", "Ibrahim", "Jana"),
    *("Karim", "Lina", "Mariam", "Noor", "Omar", "Paul", "Rania", "Samir", "Tala", "Yusuf"),
)
_LAST: Sequence[str] = (
    *("Haddad", "Diallo", "Nguyen", "Traoré", "Khoury", "Silva", "Benali", "Kaya", "Osei"),
    *("Mansour", "Petit", "Rahmani", "Saleh", "Tahan", "Abbas", "Martin", "Zidan"),
)
