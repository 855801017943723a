"""What a learner sees of a course: a bar for each pack, a line for each exercise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text

from konexio_cli.reports.catalogue import Texts

# Narrower than this, an exercise's name stands below its title, and a bar below its pack's.
_WIDE = 60
_BAR = 20
_MARKS = {"passed": "✓", "tried": "·", "new": " "}
_FULL, _EMPTY = "━", "┄"
_FULL_ASCII, _EMPTY_ASCII = "#", "."


@dataclass(frozen=True, slots=True)
class Line:
    """An exercise in a list. `state` is passed, tried or new; `more` stands behind its name."""

    exercise: str
    title: str
    state: str
    more: str = ""

    @property
    def name(self) -> str:
        """What a learner types, and what is to be known of it."""
        return f"{self.exercise}  ({self.more})" if self.more else self.exercise


@dataclass(frozen=True, slots=True)
class PackView:
    """A pack with its exercises; it fits into any width. `column` is the width of titles.

    `apart` keeps a title and what is typed on lines of their own: a terminal that turns text
    from right to left around would mix the two.
    """

    title: str
    lines: Sequence[Line]
    column: int
    apart: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Yield the lines, in logical order and without a table."""
        wide = options.max_width >= _WIDE and not self.apart
        yield from self._heading(wide=wide, ascii_only=options.ascii_only)
        for line in self.lines:
            mark = f"  {_MARKS[line.state]} "
            if wide:
                yield Text(f"{mark}{line.title}  {line.name}")
                continue
            yield from _hanging(line.title, mark, options.max_width, console)
            yield from _hanging(line.name, " " * 4, options.max_width, console, style="dim")

    def _heading(self, *, wide: bool, ascii_only: bool) -> Iterator[Text]:
        done = _done(self.lines)
        progress = Text.assemble(
            bar(done, len(self.lines), ascii_only=ascii_only), f"  {done}/{len(self.lines)}"
        )
        title = Text(self.title, style="bold")
        if wide:
            title.append(" " * max(2, self.column + 2 - cell_len(self.title)))
            yield title + progress
        else:
            yield title
            yield progress


def bar(done: int, count: int, *, ascii_only: bool = False) -> Text:
    """Return a bar of fixed width; it is full only when all is done, empty only when nothing is."""
    full = _BAR * done // count if count else 0
    full = max(full, 1) if done else full
    signs = (_FULL_ASCII, _EMPTY_ASCII) if ascii_only else (_FULL, _EMPTY)
    return Text.assemble((signs[0] * full, "green"), (signs[1] * (_BAR - full), "dim"))


def view_of_packs(
    packs: Sequence[tuple[str, Sequence[Line]]], texts: Texts, *, plain: bool
) -> tuple[RenderableType, ...]:
    """Return the view of a course. With `plain` it is sentences, without bars and signs."""
    if plain:
        return tuple(line for title, lines in packs for line in _sentences(title, lines, texts))
    column = max((cell_len(title) for title, _ in packs), default=0)
    apart = texts.language.right_to_left
    return tuple(PackView(title, lines, column, apart) for title, lines in packs)


def _sentences(title: str, lines: Sequence[Line], texts: Texts) -> Iterator[str]:
    yield texts.say("list.pack", title=title, done=_done(lines), all=len(lines))
    for line in lines:
        state = texts.say(f"list.{line.state}")
        yield texts.say("list.line", state=state, title=line.title, exercise=line.name)


def _done(lines: Sequence[Line]) -> int:
    return sum(1 for line in lines if line.state == "passed")


def _hanging(text: str, mark: str, width: int, console: Console, style: str = "") -> Iterator[Text]:
    """Yield a text in lines of `width`; those behind the first stand under its first word."""
    room = max(1, width - len(mark))
    for number, part in enumerate(Text(text, style=style).wrap(console, room)):
        part.rstrip()
        yield Text(mark if number == 0 else " " * len(mark)) + part
