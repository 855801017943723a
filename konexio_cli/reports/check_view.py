"""What a learner sees of a check: one line each, its detail, and a sentence at the end."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise, Proof
from konexio_cli.model.grade import CellError, FormError, Grade, Outcome
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.clean import plain
from konexio_cli.reports.explanation_view import indented_lines, message_lines, place_lines

# The room did not survive: no exception tells why.
_ENDED = (Verdict.ERROR, Verdict.TIMEOUT, Verdict.MEMORY, Verdict.FORBIDDEN)
# What Python calls a line that does not begin where it should.
_INDENTATION = ("IndentationError", "TabError")


def view_of_check(
    exercise: Exercise, grade: Grade, texts: Texts, *, one_message: bool = False
) -> tuple[RenderableType, ...]:
    """Return the lines for a terminal. Learner's text is data: no markup, no control codes.

    With `one_message` only the first thing that is not right is explained.
    """
    return (
        Text(f"{exercise.title.into(texts.language)}  ({exercise.id})", style="bold"),
        *(
            line
            for error in grade.cell_errors[:1]
            for line in _stopped(error, grade, exercise, texts)
        ),
        *(line for error in grade.form_errors for line in _unreadable(error, texts)),
        *_outcomes(exercise, grade, texts, one_message=one_message),
        *message_lines(grade, texts),
        *_vouched(grade, texts),
        *(Text(texts.note(note), style="yellow") for note in _telling(grade)),
        _summary(grade, texts),
    )


def _stopped(error: CellError, grade: Grade, exercise: Exercise, texts: Texts) -> Iterator[Text]:
    """Tell where the notebook itself broke, by the learner's own line.

    Only the first place is told: what breaks behind it often comes from it.
    """
    ended = error.error in set(Verdict)
    yield Text(texts.say("check.ended" if ended else "check.stopped"), style="red")
    place = grade.explanation.place if grade.explanation else None
    if place and place.line.strip() == error.source_line:
        show = indented_lines if error.error in _INDENTATION else place_lines
        yield from show(place)
    elif error.source_line:
        yield Text(f"    {plain(error.source_line)}")
    if ended:
        seconds = exercise.limits.notebook_seconds
        yield Text(f"    {_reason(Verdict(error.error), seconds, exercise, texts)}")
    else:
        yield Text(f"    {plain(f'{error.error}: {error.text}')}")


def _unreadable(error: FormError, texts: Texts) -> Iterator[Text]:
    """Tell where a structured answer cannot be read, by the learner's own line."""
    what, after = form_sentences(error, texts)
    yield Text(f"✗ {what}", style="red")
    if error.source_line:
        yield Text(f"    {plain(error.source_line)}")
    yield Text(f"    {after}")


def form_sentences(error: FormError, texts: Texts) -> tuple[str, str]:
    """Return what is wrong with the form of a file, and what to do next."""
    problem = KonexioError(error.code)
    problem.facts.update(error.facts)
    return texts.error(problem)


def _vouched(grade: Grade, texts: Texts) -> Iterator[Text]:
    """Tell, when all passes, how each goal is checked, if not by tests alone.

    What only the learner checked is not promised: it says what a trainer will do.
    """
    by_tests = all(goal.proof is Proof.TESTS for goal in grade.goals)
    if by_tests or grade.verdict is not Verdict.PASSED:
        return
    to_come = grade.evidence is Evidence.SELF_CHECKED
    yield Text(texts.say("check.goals_to_come" if to_come else "check.goals"))
    for goal in grade.goals:
        how = texts.say(f"ways.{goal.proof}" if to_come else f"proofs.{goal.proof}")
        yield Text(f"· {texts.say('check.goal', goal=goal.title.into(texts.language), how=how)}")


def _telling(grade: Grade) -> list[str]:
    """Return the notes that the last line does not say already."""
    return [note for note in grade.notes if not note.startswith("cell-untouched")]


def _reason(verdict: Verdict, seconds: float, exercise: Exercise, texts: Texts) -> str:
    memory = exercise.limits.memory_mb
    return texts.say(f"check.{verdict}", seconds=f"{seconds:g}", memory=memory)


def _outcomes(
    exercise: Exercise, grade: Grade, texts: Texts, *, one_message: bool
) -> Iterator[Text]:
    explained = bool(grade.form_errors)
    for outcome in grade.outcomes:
        first, *detail = _lines(outcome, exercise, texts, tried=not grade.cell_errors)
        yield first
        if not (grade.cell_errors or (one_message and explained)):
            yield from detail
        explained = explained or bool(detail)


def _lines(outcome: Outcome, exercise: Exercise, texts: Texts, *, tried: bool) -> Iterator[Text]:
    passed = outcome.verdict is Verdict.PASSED
    mark, style = ("✓", "green") if passed else ("✗", "red")
    # Where a cell stopped, a name that it would have made is not the learner's to look for.
    late = outcome.verdict is Verdict.MISSING and not tried
    word = texts.say("check.not_tried" if late else f"verdicts.{outcome.verdict}")
    yield Text(f"{mark} {outcome.check}: {word}", style=style)
    if passed:
        return
    if outcome.verdict is Verdict.MISSING:
        yield Text(f"    {texts.say('check.missing', name=outcome.detail)}")
        return
    if not outcome.detail and outcome.verdict in _ENDED:
        seconds = exercise.limits.seconds
        yield Text(f"    {_reason(outcome.verdict, seconds, exercise, texts)}")
    yield from (Text(f"    {line}") for line in _told(outcome, texts))


def _told(outcome: Outcome, texts: Texts) -> Iterator[str]:
    """Tell the failing line, then what the learner's code gave and what is expected."""
    lines = plain(outcome.detail).splitlines()
    if outcome.line:
        yield texts.say("check.in_line", line=outcome.line)
        yield from lines
    elif outcome.expected:
        yield from lines[:1]
        yield texts.say("check.got", value=outcome.got)
        yield texts.say("check.expected", value=outcome.expected)
        yield from lines[2:]
    elif outcome.verdict is Verdict.FAILED and len(lines) > 1:
        yield lines[0]
        yield texts.say("check.not_true", values=lines[1])
        yield from lines[2:]
    else:
        yield from lines


def _summary(grade: Grade, texts: Texts) -> Text:
    passed = sum(1 for outcome in grade.outcomes if outcome.verdict is Verdict.PASSED)
    if grade.verdict is Verdict.PASSED:
        return Text(texts.say("check.passed"), style="bold green")
    if told := _unfinished(grade, texts):
        return Text(told, style="bold yellow")
    if grade.form_errors and passed == len(grade.outcomes):
        return Text(texts.say("check.unreadable"), style="bold yellow")
    if grade.cell_errors and passed == len(grade.outcomes):
        return Text(texts.say("check.cell_stopped"), style="bold yellow")
    facts = {"passed": passed, "all": len(grade.outcomes)}
    return Text(texts.say("check.not_yet", **facts), style="bold yellow")


def _unfinished(grade: Grade, texts: Texts) -> str:
    """Say that no cell has an answer yet, or which one; "" when another message says more."""
    if grade.is_untouched:
        alone = len(grade.untouched) == 1
        return texts.say("check.unfinished" if alone else "check.unfinished_all")
    if grade.untouched and not (grade.explanation or grade.cell_errors or grade.form_errors):
        return texts.note(f"cell-untouched:{grade.untouched[0]}")
    return ""
