"""What an exercise hides from learners: its hidden checks, values and data, and right answers."""

from __future__ import annotations

import ast
import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from konexio_cli.authoring.hidden_values import Values, hidden_values
from konexio_cli.authoring.received import Received, squeezed, with_points
from konexio_cli.durable import regular_files
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grader import Attempt, Grader
from konexio_cli.model.notebook import Role

# Shorter code is nobody's secret: `return price` may stand anywhere.
_LEAST_ANSWER = 24
_LEAST_CHECK = 20
# Part of a longer secret: so many lines together, of so many characters.
_WINDOW = 3
_LEAST_WINDOW = 60
# Code that is a secret in every exercise, not only in its own, is longer.
_LEAST_EVERYWHERE = 80


@dataclass(frozen=True, slots=True)
class Secret:
    """Something that no learner may receive: code, a file, or values of one hidden case.

    `problem` is the code of the finding where it is found, `source` where it stands.
    """

    exercise: str
    problem: str
    source: str
    code: str = ""
    sha256: str = ""
    values: Values = ()
    patterns: tuple[re.Pattern[str], ...] = field(default=(), compare=False)

    def is_in(self, place: Received) -> bool:
        """Whether `place` tells this secret."""
        if not place.belongs_to(self.exercise) and not self._is_hidden_everywhere:
            return False
        if self.code:
            return any(self.code in form for form in place.code)
        if self.sha256:
            return self.sha256 == place.sha256
        return not place.is_data and any(
            all(pattern.search(line) for pattern in self.patterns) for line in place.lines
        )

    @property
    def _is_hidden_everywhere(self) -> bool:
        return bool(self.sha256) or len(self.code) >= _LEAST_EVERYWHERE

    @property
    def told(self) -> str:
        """Return what an author recognises it by."""
        return ", ".join(self.values) or self.code[:_LEAST_WINDOW]


def secrets_of(exercise: Exercise, grader: Grader, folder: Path) -> tuple[Secret, ...]:
    """Return all that `grader`, whose files stand in `folder`, hides from learners."""
    right = [attempt for attempt in grader.attempts if not attempt.message]
    sources = dict.fromkeys(check.source for check in grader.checks if not check.visible)
    found = [
        *(one for attempt in right for one in _of_answer(exercise, attempt)),
        *(one for source in sources for one in _of_checks(exercise.id, source)),
        *_of_values(exercise, right, sources),
        *_of_files(exercise, folder),
    ]
    return tuple(dict.fromkeys(found))


def _of_answer(exercise: Exercise, attempt: Attempt) -> Iterator[Secret]:
    """Give what a learner has to write, and the whole answer where the starter has it all."""
    starter = {cell.name: cell.source for cell in exercise.starter(attempt.round)}
    answers = [cell for cell in attempt.notebook.cells if cell.role is Role.ANSWER]
    runs = [run for cell in answers for run in _added(starter[cell.name], cell.source)]
    for run in runs or [_lines(cell.source) for cell in answers]:
        for part in _parts(run, _LEAST_ANSWER):
            yield Secret(exercise.id, "leak-answer", f"passed/{attempt.name}", part)


def _added(starter: str, answer: str) -> Iterator[list[str]]:
    before, after = _lines(starter), _lines(answer)
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return (after[start:end] for kind, _, _, start, end in steps if kind in {"insert", "replace"})


def _of_checks(exercise: str, source: str) -> Iterator[Secret]:
    """Give each assertion that compares with a value, and the functions of a grader in parts."""
    for function in ast.parse(source).body:
        if isinstance(function, ast.FunctionDef | ast.ClassDef):
            parts = [*_windows(_lines(_text(function, source)))]
            for node in ast.walk(function):
                if isinstance(node, ast.Assert) and _has_value(node):
                    parts += _parts(_lines(_text(node, source)), _LEAST_CHECK)
            for part in parts:
                yield Secret(exercise, "leak-check", function.name, part)


def _has_value(node: ast.Assert) -> bool:
    return any(isinstance(one, ast.Constant) for one in ast.walk(node.test))


def _text(node: ast.AST, source: str) -> str:
    return ast.get_source_segment(source, node) or ""


def _of_values(
    exercise: Exercise, right: Iterable[Attempt], sources: Iterable[str]
) -> Iterator[Secret]:
    """Give hidden values but those that a right answer has to spell: the brief must tell them."""
    answers = "\n".join(
        cell.source for one in right for cell in one.notebook.cells if cell.role is Role.ANSWER
    )
    for source in sources:
        for values in hidden_values(source):
            if not all(value in answers for value in values):
                patterns = tuple(map(_pattern, values))
                yield Secret(exercise.id, "leak-value", "grader", values=values, patterns=patterns)


def _pattern(value: str) -> re.Pattern[str]:
    """Return what finds a value that is not part of a longer number or word."""
    text = re.escape(with_points(value))
    before = r"(?<![\w.-])" if value[0].isdigit() else r"(?<!\w)" if value[0].isalpha() else ""
    after = r"(?!\w|[.,]\d)" if value[-1].isalnum() else ""
    return re.compile(f"{before}{text}{after}")


def _of_files(exercise: Exercise, folder: Path) -> Iterator[Secret]:
    """Give the other files of a grader, but those that learners are told to read."""
    for path in sorted(regular_files(folder)):
        name = path.relative_to(folder)
        if name.suffix in {".ipynb", ".pyc"} or "attempts" in name.parts:
            continue
        body = path.read_bytes()
        if not body.strip() or _is_given(exercise, name.name, body):
            continue
        place = PurePosixPath(*name.parts).as_posix()
        yield Secret(exercise.id, "leak-data", place, sha256=hashlib.sha256(body).hexdigest())
        for part in _windows(_lines(body.decode("utf-8", "replace"))):
            yield Secret(exercise.id, "leak-data", place, part)


def _is_given(exercise: Exercise, name: str, body: bytes) -> bool:
    """Whether this is the grader's own copy of a file that briefs or starters name."""
    if exercise.data(len(exercise.rounds)).get(name) != body:
        return False
    texts = [text for one in exercise.rounds for text in one.brief.texts.values()]
    texts += [cell.source for one in exercise.rounds for cell in one.starter]
    return any(name in text for text in texts)


def _lines(text: str) -> list[str]:
    return [line for line in map(squeezed, text.splitlines()) if line]


def _parts(lines: Sequence[str], least: int) -> Iterator[str]:
    """Give the whole of some lines, when it is long enough to be a secret, and its parts."""
    whole = "".join(lines)
    if len(whole) >= least:
        yield whole
    yield from _windows(lines)


def _windows(lines: Sequence[str]) -> Iterator[str]:
    for start in range(len(lines) - _WINDOW + 1):
        part = "".join(lines[start : start + _WINDOW])
        if len(part) >= _LEAST_WINDOW:
            yield part
