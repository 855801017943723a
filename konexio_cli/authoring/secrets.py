"""What an exercise hides from learners: its hidden checks, values and data, and right answers."""

from __future__ import annotations

import ast
import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from konexio_cli.authoring.graders_code import Code
from konexio_cli.authoring.hidden_values import Known, Values, hidden_values, tells
from konexio_cli.authoring.received import Received, squeezed, with_points
from konexio_cli.durable import regular_files
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grader import Attempt, Grader
from konexio_cli.model.notebook import Role

# Shorter code is nobody's secret: `return price` may stand anywhere.
_LEAST_ANSWER = 24
# Part of a longer secret: so many lines together, of so many characters. Hints and briefs
# may show a few lines of a long answer.
_WINDOW, _LEAST_WINDOW = 3, 60
_ANSWER_WINDOW, _LEAST_ANSWER_WINDOW = 5, 120
# Everybody may import; which names, the starter or the brief tells.
_IMPORT = re.compile(r"\s*(?:import|from)\s")
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
    codes = [Code(source) for source in sources]
    known = _known(exercise, right)
    found = [
        *(one for attempt in right for one in _of_answer(exercise, attempt)),
        *(one for code in codes for one in _of_checks(exercise.id, code, known)),
        *(one for code in codes for one in _of_values(exercise.id, code, known)),
        *_of_files(exercise, folder),
    ]
    return tuple(dict.fromkeys(found))


def _of_answer(exercise: Exercise, attempt: Attempt) -> Iterator[Secret]:
    """Give what a learner has to write, and the whole answer where the starter has it all."""
    starter = {cell.name: cell.source for cell in exercise.starter(attempt.round)}
    answers = [cell for cell in attempt.notebook.cells if cell.role is Role.ANSWER]
    runs = [run for cell in answers for run in _added(starter[cell.name], cell.source)]
    for run in runs or [_code(cell.source) for cell in answers]:
        whole = "".join(run)
        parts = [whole] if len(whole) >= _LEAST_ANSWER else []
        for part in [*parts, *_windows(run, _ANSWER_WINDOW, _LEAST_ANSWER_WINDOW)]:
            yield Secret(exercise.id, "leak-answer", f"passed/{attempt.name}", part)


def _added(starter: str, answer: str) -> Iterator[list[str]]:
    before, after = _code(starter), _code(answer)
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return (after[start:end] for kind, _, _, start, end in steps if kind in {"insert", "replace"})


def _code(source: str) -> list[str]:
    return _lines("\n".join(line for line in source.splitlines() if not _IMPORT.match(line)))


def _of_checks(exercise: str, code: Code, known: Known) -> Iterator[Secret]:
    """Give each assertion that tells hidden values, and the functions of a grader in parts."""
    for function in code.tree.body:
        if isinstance(function, ast.FunctionDef | ast.ClassDef):
            asserts = [node for node in ast.walk(function) if isinstance(node, ast.Assert)]
            telling = [code.text(node) for node in asserts if tells(node, code, known)]
            for part in [*map(squeezed, telling), *_windows(_lines(code.text(function)))]:
                yield Secret(exercise, "leak-check", function.name, part)


def _of_values(exercise: str, code: Code, known: Known) -> Iterator[Secret]:
    for values in hidden_values(code, known):
        patterns = tuple(map(_pattern, values))
        yield Secret(exercise, "leak-value", "grader", values=values, patterns=patterns)


def _known(exercise: Exercise, right: Iterable[Attempt]) -> Known:
    """Return what is no secret: what right answers have to spell, given cells and data."""
    texts = [
        cell.source for one in right for cell in one.notebook.cells if cell.role is Role.ANSWER
    ]
    rounds = len(exercise.rounds)
    texts += [cell.source for cell in exercise.starter(rounds) if cell.role is Role.GIVEN]
    texts += [body.decode("utf-8", "replace") for body in exercise.data(rounds).values()]
    return Known("\n".join(texts).casefold())


def _pattern(value: str) -> re.Pattern[str]:
    """Return what finds a value that is not part of a longer number or word."""
    text = re.escape(with_points(value))
    before = r"(?<![\w.-])" if value[0].isdigit() else r"(?<!\w)" if value[0].isalpha() else ""
    after = r"(?!\w|[.,]\d)" if value[-1].isalnum() else ""
    return re.compile(f"{before}{text}{after}")


def _of_files(exercise: Exercise, folder: Path) -> Iterator[Secret]:
    """Give the other files of a grader, but those that learners are told to read."""
    given = dict(_given(exercise))
    told = [squeezed(body.decode("utf-8", "replace")) for body in given.values()]
    for path in sorted(regular_files(folder)):
        name = path.relative_to(folder)
        body = path.read_bytes()
        if not _is_other(name, body) or given.get(name.name) == body:
            continue
        place = name.as_posix()
        yield Secret(exercise.id, "leak-data", place, sha256=hashlib.sha256(body).hexdigest())
        for part in _windows(_lines(body.decode("utf-8", "replace"))):
            # Hidden data are often given data with more in them.
            if not any(part in text for text in told):
                yield Secret(exercise.id, "leak-data", place, part)


def _is_other(name: Path, body: bytes) -> bool:
    """Whether this is neither notebook nor attempt, and not empty."""
    other = name.suffix not in {".ipynb", ".pyc"} and "attempts" not in name.parts
    return other and bool(body.strip())


def _given(exercise: Exercise) -> Iterator[tuple[str, bytes]]:
    """Give the data files that briefs or starters name."""
    texts = [text for one in exercise.rounds for text in one.brief.texts.values()]
    texts += [cell.source for one in exercise.rounds for cell in one.starter]
    for name, body in exercise.data(len(exercise.rounds)).items():
        if any(name in text for text in texts):
            yield name, body


def _lines(text: str) -> list[str]:
    return [line for line in map(squeezed, text.splitlines()) if line]


def _windows(
    lines: Sequence[str], count: int = _WINDOW, least: int = _LEAST_WINDOW
) -> Iterator[str]:
    """Give so many lines together, wherever they are long enough to be a secret."""
    for start in range(len(lines) - count + 1):
        part = "".join(lines[start : start + count])
        if len(part) >= least:
            yield part
