"""The gates of `pack check`: each looks at one exercise and yields findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from konexio_cli.authoring.copies import same_but_for_names
from konexio_cli.authoring.findings import Finding
from konexio_cli.grading.judge import Judge
from konexio_cli.model.exercise import Exercise, Proof, Round
from konexio_cli.model.grade import Grade, Submission
from konexio_cli.model.grader import Attempt, Grader
from konexio_cli.model.language import REQUIRED, Language, Translated
from konexio_cli.model.notebook import Notebook
from konexio_cli.model.verdict import Verdict
from konexio_cli.packs.notebooks import load, read_bytes

_AT_LEAST = 2


def languages(exercise: Exercise) -> Iterator[Finding]:
    """Demand every text in English and French, and no stale translation."""
    for what, text in texts(exercise):
        for language in REQUIRED:
            if language not in text.texts:
                facts: dict[str, object] = {"what": what, "language": language}
                facts["file"] = _file_of(what, language)
                yield Finding("languages", what, "language-missing", facts)
    for note in exercise.notes:
        file, _, version = note.partition(": translates ")
        facts = {"file": file, "version": version}
        yield Finding("languages", file, "translation-stale", facts)
    yield Finding("languages", exercise.id)


def texts(exercise: Exercise) -> Iterator[tuple[str, Translated]]:
    """Give every text that a learner may read, with what it is."""
    yield "title", exercise.title
    for goal in exercise.goals:
        yield f"goals.{goal.name}.title", goal.title
        if goal.example:
            yield f"goals.{goal.name}.example", goal.example
    for number, question in enumerate(exercise.questions, 1):
        yield f"questions.{number}.text", question.text
        yield f"questions.{number}.answer", question.answer
    for one in exercise.rounds:
        yield from _texts_of_round(one)


def _texts_of_round(one: Round) -> Iterator[tuple[str, Translated]]:
    yield f"brief {one.number}", one.brief
    for hint in one.hints:
        yield f"hint {one.number}.{hint.step}", hint.text


def _file_of(what: str, language: Language) -> str:
    """Return the name of the file in which a text of an exercise stands."""
    kind, _, place = what.partition(" ")
    folder = "round2/" if place.startswith("2") else ""
    match kind:
        case "brief" | "hint":
            return f"{folder}{'hints' if kind == 'hint' else kind}.{language}.md"
        case _:
            return "questions.toml" if what.startswith("questions.") else "exercise.toml"


def mirror(name: str, exercises: Path, graders: Path) -> Iterator[Finding]:
    """Demand the same rounds in the grader's folder as in the exercise's."""
    sides = [root for root in (exercises, graders) if (root / name / "round2").is_dir()]
    if len(sides) == 1:
        yield Finding("mirror", name, "round2-alone", {"where": sides[0].name})
    yield Finding("mirror", name)


def clean(name: str, exercises: Path, graders: Path) -> Iterator[Finding]:
    """Demand notebooks without outputs and counts: what a run leaves is not the author's."""
    for place in (exercises / name, graders / name):
        for path in sorted(place.rglob("*.ipynb")):
            content, _ = load(read_bytes(path), path)
            for number, cell in enumerate(content.get("cells", ()), 1):
                if cell.get("outputs") or cell.get("execution_count") is not None:
                    facts: dict[str, object] = {"file": path, "cell": number}
                    yield Finding("clean", path.name, "notebook-outputs", facts)
    yield Finding("clean", name)


def goals(exercise: Exercise, grader: Grader) -> Iterator[Finding]:
    """Demand a check for every goal, in its own round; none for what a trainer confirms."""
    for goal in exercise.goals:
        facts: dict[str, object] = {"goal": goal.name, "round": goal.round}
        checks = [c for c in grader.checks if c.goal == goal.name]
        if goal.proof is Proof.TRAINER:
            if checks:
                yield Finding("loads", goal.name, "goal-only-trainer", facts)
        elif not any(c.round == goal.round for c in checks):
            yield Finding("loads", goal.name, "goal-unreached", facts)


def attempts(
    judge: Judge, exercise: Exercise, grader: Grader, messages: Collection[str]
) -> Iterator[Finding]:
    """Demand of each attempt its folder's verdict, and of each wrong one exactly its message."""
    for attempt in grader.attempts:
        if attempt.message and attempt.message not in messages:
            facts: dict[str, object] = {"attempt": attempt.name}
            yield Finding("attempts", attempt.name, "attempt-unknown-message", facts)
        yield _judged(judge, exercise, grader, attempt)
    for one in exercise.rounds:
        if grader.reference(one.number) is None:
            yield Finding("attempts", "reference", "reference-missing", {"round": one.number})
        yield from _copies(grader, one.number)
        passing = [a for a in grader.attempts if a.round == one.number and not a.message]
        wrong = grader.mistakes(one.number)
        if len(passing) < _AT_LEAST or len(wrong) < _AT_LEAST:
            yield Finding("attempts", f"round {one.number}", "few-attempts", {"round": one.number})


def _copies(grader: Grader, number: int) -> Iterator[Finding]:
    """Demand that no right solution is the reference with other names: it would prove nothing."""
    reference = grader.reference(number)
    for one in grader.attempts:
        right = one.round == number and one.expected is Verdict.PASSED and one is not reference
        if reference and right and same_but_for_names(reference.notebook, one.notebook):
            facts: dict[str, object] = {"attempt": one.name, "round": number}
            yield Finding("copies", one.name, "attempt-copy", facts)
    yield Finding("copies", f"round {number}")


def _judged(judge: Judge, exercise: Exercise, grader: Grader, attempt: Attempt) -> Finding:
    subject = f"{attempt.expected}/{attempt.name}" + (" (2)" if attempt.round > 1 else "")
    grade = judge.grade(exercise, grader, _submission(attempt.notebook, attempt.round, subject))
    facts: dict[str, object] = {
        "attempt": subject,
        "verdict": grade.verdict,
        "expected": attempt.expected,
        "checks": {
            o.check: str(o.verdict) for o in grade.outcomes if o.verdict is not Verdict.PASSED
        },
    }
    if grade.verdict is not attempt.expected:
        return Finding("attempts", subject, "attempt-verdict", facts)
    if attempt.name == "reference" and (missed := _missed(grade)):
        return Finding("attempts", subject, "reference-misses-goals", {"goals": ", ".join(missed)})
    if grade.message != attempt.message:
        facts |= {"message": grade.message or "-", "expected": attempt.message or "-"}
        return Finding("attempts", subject, "attempt-message", facts)
    return Finding("attempts", subject)


def _missed(grade: Grade) -> list[str]:
    """Return the goals, the optional ones too, whose checks do not pass."""
    fine = {Verdict.PASSED, Verdict.NOT_RUN}
    return [result.goal.name for result in grade.results if result.verdict not in fine]


def starter(judge: Judge, exercise: Exercise, grader: Grader) -> Iterator[Finding]:
    """Demand that the starter, an implicit attempt, does not pass."""
    for one in exercise.rounds:
        notebook = Notebook(exercise.starter(one.number))
        grade = judge.grade(exercise, grader, _submission(notebook, one.number, "starter"))
        problem = "starter-passes" if grade.verdict is Verdict.PASSED else ""
        yield Finding("starter", f"round {one.number}", problem, {"round": one.number})


def _submission(notebook: Notebook, number: int, name: str) -> Submission:
    # An attempt has no file of its own: its name stands for the hash, and seeds its values.
    return Submission(learner="", notebook=notebook, sha256=name, round=number)
