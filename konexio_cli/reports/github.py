"""What GitHub Actions reads: annotations at a file's line, and a summary of the job."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from konexio_cli.reports.clean import one_line, plain

# GitHub refuses a summary of more than 1 MiB, whole.
MOST_SUMMARY = 1 << 20
# What would begin a list within the list.
_LIST = re.compile(r"^(\d*)([-+.)])")
_MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")


@dataclass(frozen=True, slots=True)
class Annotation:
    """A message at a line of a file; `level` is `error`, `warning` or `notice`."""

    level: str
    title: str
    message: str
    file: str
    line: int = 1


def annotation(one: Annotation) -> str:
    """Return the workflow command that shows an annotation.

    It is escaped as GitHub's own toolkit does, `@actions/core` in command.ts: what is not
    would end the command, or begin another.
    """
    values = {"file": one.file, "line": str(one.line), "title": one.title}
    properties = ",".join(f"{key}={_property(value)}" for key, value in values.items())
    return f"::{one.level} {properties}::{_data(one.message)}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A point of the summary's list; `detail` is shown as it is, line by line, below it."""

    text: str
    detail: str = ""


def summary(
    title: str, head: Sequence[str], rows: Iterable[Sequence[str]], entries: Iterable[Entry]
) -> str:
    """Return Markdown: a table, and a list; all of it is text, and none is taken for marks."""
    parts = [f"## {_literal(title)}", "", _row(map(_literal, head)), _row(["---"] * len(head))]
    parts += [_row(map(_literal, row)) for row in rows]
    parts += ["", *(line for entry in entries for line in _point(entry)), ""]
    return "\n".join(parts)


def _point(entry: Entry) -> Iterator[str]:
    """Yield the lines of a point; those of its detail are indented code, which nothing ends."""
    yield "- " + _LIST.sub(r"\1\\\2", _literal(entry.text).strip())
    if entry.detail:
        yield ""
        yield from (f"      {line}" for line in plain(entry.detail).split("\n"))
        yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def shortened(text: str, taken: int) -> str:
    """Return as many whole lines as fit into a summary that has `taken` bytes already."""
    kept, left = [], MOST_SUMMARY - taken
    for line in text.splitlines(keepends=True):
        left -= len(line.encode())
        if left < 0:
            break
        kept.append(line)
    return "".join(kept)


def _data(text: str) -> str:
    return one_line(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _literal(text: str) -> str:
    return _MARKS.sub(r"\\\1", one_line(text))
