"""The one message of a check as text: its sentences, and the line that they speak of."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from konexio_cli.model.explanation import Explanation, Place, Step
from konexio_cli.model.grade import Grade
from konexio_cli.model.verdict import Verdict
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.clean import plain

_INDENT = "    "


def message_of(explanation: Explanation, texts: Texts) -> str:
    """Return the sentences of a message, in one paragraph; a draft says in a second that it is one."""
    if explanation.mistake:
        return texts.misconception(explanation.mistake)
    if explanation.told:
        return plain(explanation.told.into(texts.language))
    return texts.python(explanation.cause, **explanation.facts)


def message_lines(grade: Grade, texts: Texts) -> Iterator[Text]:
    """Give the message of a grade, and the line of one that only looks at the program's text."""
    explanation = grade.explanation
    if explanation is None:
        return
    told = {error.source_line for error in grade.cell_errors[:1]}
    place = explanation.place
    if explanation.step is Step.STATIC and place and place.line.strip() not in told:
        key = "look_better" if grade.verdict is Verdict.PASSED else "look"
        yield Text(texts.say(f"messages.{key}"))
        yield from place_lines(place)
    for line in message_of(explanation, texts).splitlines():
        yield Text(line, style="bold cyan")


def place_lines(place: Place) -> Iterator[Text]:
    """Give a line of the learner's, and under it a mark where there is one to set."""
    line = place.line.expandtabs(4)
    text = line.strip()
    yield Text(f"{_INDENT}{plain(text)}")
    if place.width:
        before = place.line[: place.column].expandtabs(4)[len(line) - len(line.lstrip()) :]
        marked = place.line[place.column : place.column + place.width]
        width = max(1, cell_len(plain(marked)))
        yield Text(f"{_INDENT}{' ' * cell_len(plain(before))}{'^' * width}")
