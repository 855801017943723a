"""What a learner sees of a check: one line each, its detail, and a sentence at the end."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grade import Grade, Outcome
from konexio_cli.model.verdict import Verdict
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.clean import plain


def view_of_check(exercise: Exercise, grade: Grade, texts: Texts) -> tuple[RenderableType, ...]:
    """Return the lines for a terminal. Learner's text is data: no markup, no control codes."""
    return (
        Text(f"{exercise.title.into(texts.language)}  ({exercise.id})", style="bold"),
        *(line for outcome in grade.outcomes for line in _lines(outcome, texts)),
        *(Text(texts.note(note), style="yellow") for note in grade.notes),
        _summary(grade, texts),
    )


def _lines(outcome: Outcome, texts: Texts) -> Iterator[Text]:
    passed = outcome.verdict is Verdict.PASSED
    mark, style = ("✓", "green") if passed else ("✗", "red")
    word = texts.say(f"verdicts.{outcome.verdict}")
    yield Text(f"{mark} {outcome.check}: {word}", style=style)
    if passed:
        return
    if outcome.verdict is Verdict.MISSING:
        yield Text(f"    {texts.say('check.missing', name=outcome.detail)}")
        return
    for line in plain(outcome.detail).splitlines():
        yield Text(f"    {line}")


def _summary(grade: Grade, texts: Texts) -> Text:
    passed = sum(1 for outcome in grade.outcomes if outcome.verdict is Verdict.PASSED)
    if grade.verdict is Verdict.PASSED:
        return Text(texts.say("check.passed"), style="bold green")
    if any(note.startswith("cell-untouched") for note in grade.notes):
        return Text(texts.say("check.unfinished"), style="bold yellow")
    facts = {"passed": passed, "all": len(grade.outcomes)}
    return Text(texts.say("check.not_yet", **facts), style="bold yellow")
