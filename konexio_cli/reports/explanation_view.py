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
# What a learner sees of an indentation; a tab goes as far as the next stop.
_SPACE, _TAB, _STOP = "·", "→", 4


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


def indented_lines(place: Place) -> Iterator[Text]:
    """Give a line whose mistake is its indentation: each space and tab is seen, and marked."""
    code = place.line.lstrip(" \t")
    signs = _signs_of(place.line[: len(place.line) - len(code)])
    if not signs:
        yield from place_lines(place)
        return
    yield Text(f"{_INDENT}{signs}{plain(code.rstrip().expandtabs(_STOP))}")
    yield Text(f"{_INDENT}{'^' * len(signs)}")


def _signs_of(indentation: str) -> str:
    signs = ""
    for sign in indentation:
        signs += _SPACE if sign == " " else _TAB.ljust(_STOP - len(signs) % _STOP)
    return signs


def place_lines(place: Place) -> Iterator[Text]:
    """Give a line of the learner's, and under it a mark where there is one to set."""
    line = place.line.expandtabs(_STOP)
    text = line.strip()
    yield Text(f"{_INDENT}{plain(text)}")
    if place.width:
        before = place.line[: place.column].expandtabs(_STOP)[len(line) - len(line.lstrip()) :]
        marked = place.line[place.column : place.column + place.width]
        width = max(1, cell_len(plain(marked)))
        yield Text(f"{_INDENT}{' ' * cell_len(plain(before))}{'^' * width}")
