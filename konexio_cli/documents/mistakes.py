"""What a beginner did, told from what a YAML parser complains about."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml
import yaml.reader

from konexio_cli.errors import KonexioError

_VALUE = r"^\s*(?:-\s+)*(?:[\w-]+:\s+)?"
_QUOTE = re.compile(_VALUE + r"[\"']")
_SIGN = re.compile(_VALUE + r"([@`%&*!,|>{}\[\]])")
_NO_SPACE = re.compile(r"^\s*(?:-\s+)*[\w-]+:[^\s/]")
_PLACE = re.compile(r"mapping values|block end")
# What our own loader complains of.
DEEP, SIGN = "deep", "sign"
_COLONS = re.compile(r":(?=\s|$)")


def mistake_of(name: str, text: str, problem: yaml.YAMLError) -> KonexioError:
    """Return the error that names the line and what to repair there."""
    if isinstance(problem, yaml.reader.ReaderError):
        before = text[: int(problem.position)]
        return KonexioError("document-character", file=name, line=before.count("\n") + 1)
    assert isinstance(problem, yaml.MarkedYAMLError)
    lines = text.split("\n")
    number = min(_line_of(problem), len(lines) - 1)
    line, before = lines[number], lines[number - 1] if number else ""
    if _NO_SPACE.match(before) and not _NO_SPACE.match(line):
        return KonexioError("document-space", file=name, line=number)
    code = next(code for code, fits in _GUESSES if fits(line, problem))
    sign = _SIGN.match(line)
    return KonexioError(code, file=name, line=number + 1, sign=sign[1] if sign else "&")


def _line_of(problem: yaml.MarkedYAMLError) -> int:
    # A quote that is never closed is complained of at the end of the file.
    mark = problem.context_mark if "quoted" in (problem.context or "") else problem.problem_mark
    mark = mark or problem.problem_mark
    return int(mark.line) if mark else 0


def _why(problem: yaml.MarkedYAMLError) -> str:
    return f"{problem.context or ''}: {problem.problem or ''}"


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


# Each mistake, the surest first, and whether it fits a line and a complaint.
_GUESSES: tuple[tuple[str, Callable[[str, yaml.MarkedYAMLError], bool]], ...] = (
    ("document-deep", lambda _, problem: problem.problem == DEEP),
    ("document-tab", lambda line, problem: "\\t" in _why(problem) or "\t" in _indent(line)),
    ("document-quote", lambda line, problem: "quoted" in _why(problem) or bool(_QUOTE.match(line))),
    ("document-sign", lambda line, problem: problem.problem == SIGN or bool(_SIGN.match(line))),
    ("document-space", lambda line, _: bool(_NO_SPACE.match(line))),
    ("document-colon", lambda line, _: len(_COLONS.findall(line)) > 1),
    ("document-indent", lambda _, problem: bool(_PLACE.search(_why(problem)))),
    ("document-form", lambda _line, _problem: True),
)
