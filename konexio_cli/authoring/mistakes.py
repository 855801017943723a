"""The gate `mistakes`: a learner's own check names each known mistake that it can show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from konexio_cli.authoring.findings import Finding
from konexio_cli.durable import write_atomically
from konexio_cli.grading.judge import Judge
from konexio_cli.grading.recognising import known_answers, may_be_recognised
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grade import Grade, Submission
from konexio_cli.model.grader import Attempt, Grader
from konexio_cli.model.known import KnownAnswers
from konexio_cli.model.verdict import Verdict
from konexio_cli.packs.exercises import practice_grader
from konexio_cli.packs.files import read_text
from konexio_cli.packs.mistakes import FILE, mistakes_text

GATE = "mistakes"
# Attempts that end their room are not asked again by a learner's check, and take long here, too.
_SALT = 16  # hexadecimal digits
_ASKED = {Verdict.FAILED, Verdict.ERROR}


@dataclass(frozen=True, slots=True)
class MistakesFile:
    """The file of an exercise as it is, and as its graders say that it should be; "" for none."""

    exercise: str
    path: Path
    before: str
    text: str
    known: tuple[KnownAnswers, ...]

    @property
    def fresh(self) -> bool:
        """Whether nothing needs to be written."""
        return self.before == self.text

    @property
    def names(self) -> list[str]:
        """Return the mistakes that a learner's own check can name, round by round."""
        return [name for one in self.known for name in sorted(one.mistakes.values())]

    def write(self) -> None:
        """Bring the file up to date. Raise KonexioError when that cannot be."""
        if self.text:
            write_atomically(self.path, self.text)
        else:
            self.path.unlink(missing_ok=True)


def mistakes_file(judge: Judge, exercise: Exercise, grader: Grader, root: Path) -> MistakesFile:
    """Return the file of an exercise in `root`. Its attempts run under the visible checks."""
    path = root / exercise.id / FILE
    known = tuple(_known(judge, exercise, grader, one.number) for one in exercise.rounds)
    before = read_text(path) if path.is_file() else ""
    return MistakesFile(exercise.id, path, before, mistakes_text(known), known)


def mistakes(judge: Judge, exercise: Exercise, grader: Grader, root: Path) -> Iterator[Finding]:
    """Demand that the file is what its grader gives, and that it names its attempts and no other."""
    made = mistakes_file(judge, exercise, grader, root)
    facts: dict[str, object] = {"file": made.path, "exercise": exercise.id}
    if not made.fresh:
        yield Finding(GATE, FILE, "mistakes-stale", facts)
        return
    practice = practice_grader(exercise)
    for attempt in _asked(grader):
        names = exercise.known[attempt.round - 1].mistakes.values() if exercise.known else ()
        expected = attempt.message if attempt.message in names else ""
        told = _graded(judge, exercise, practice, attempt).message
        if told != expected:
            facts = {"attempt": attempt.name, "message": told or "-", "expected": expected or "-"}
            yield Finding(GATE, attempt.name, "attempt-message", facts)
    yield Finding(GATE, exercise.id)


def _known(judge: Judge, exercise: Exercise, grader: Grader, number: int) -> KnownAnswers:
    practice = replace(practice_grader(exercise), known=())
    salt = practice.sha256[:_SALT]
    reference = grader.reference(number)
    asked = [one for one in _asked(grader) if one.round == number]
    shown = [one for one in asked if may_be_recognised(_graded(judge, exercise, practice, one))]
    if reference is None or not shown:
        return KnownAnswers(salt)
    right = [one for one in grader.attempts if one.round == number and not one.message]
    return known_answers(
        salt,
        judge.testimony(exercise, practice, reference),
        {one.message: judge.testimony(exercise, practice, one) for one in shown},
        [judge.testimony(exercise, practice, one) for one in right],
    )


def _asked(grader: Grader) -> list[Attempt]:
    return [one for one in grader.attempts if one.message and one.expected in _ASKED]


def _graded(judge: Judge, exercise: Exercise, practice: Grader, attempt: Attempt) -> Grade:
    return judge.grade(
        exercise, practice, Submission("", attempt.notebook, attempt.name, attempt.round)
    )
