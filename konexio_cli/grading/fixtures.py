"""What a check may ask for by the name of a parameter; see docs/reference/content-format.md."""

from __future__ import annotations

import builtins
import random
from collections.abc import Callable, Mapping
from types import SimpleNamespace

from konexio_cli.documents.reading import NAMES
from konexio_cli.documents.shapes import Part
from konexio_cli.errors import KonexioError
from konexio_cli.grading.case import CheckContext
from konexio_cli.grading.forms import document_in
from konexio_cli.grading.interview import comparable
from konexio_cli.model.notebook import Role
from konexio_cli.sandbox.folder import NotPlain


class NotebookFacts:
    """What the learner's cells say, printed and raised."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context

    def output(self, cell: str) -> str:
        """Return the text that the cell printed."""
        return self._noted("output", cell, self._context.sitting.cells.output(cell))

    def error(self, cell: str) -> str:
        """Return the type name of the cell's exception, "" when it ran to its end."""
        return self._noted("error", cell, self._context.sitting.cells.error(cell))

    def source(self, cell: str) -> str:
        """Return the learner's text of the cell."""
        return self._context.sitting.program.source(cell)

    def starter(self, cell: str) -> str:
        """Return the cell as the learner received it."""
        cells = self._context.case.exercise.starter(self._context.case.round)
        return next((one.source for one in cells if one.name == cell), "")

    def _noted(self, what: str, cell: str, text: str) -> str:
        self._context.interview.note(f"{what} {cell}", text)
        return text


class Files:
    """The folder of the learner's notebook, from outside."""

    def __init__(self, context: CheckContext) -> None:
        self._context = context
        self._room = context.interview.room

    def put(self, name: str, content: str | builtins.bytes) -> None:
        """Write a file for the learner's code to read; text is written as UTF-8."""
        body = content.encode() if isinstance(content, str) else content
        self._room.put(name, body)

    def put_data(self, name: str) -> None:
        """Write a file of the grader's `data/` folder."""
        self.put(name, _data_of(self._context, name))

    def names(self) -> list[str]:
        """Return the relative names of all files, sorted."""
        return self._room.names()

    def bytes(self, name: str) -> builtins.bytes:
        """Return what the file holds. A missing file fails the check."""
        try:
            body = self._room.read(name, self._context.case.exercise.limits.file_mb << 20)
        except (OSError, NotPlain):
            self._note(name, None)
            raise AssertionError(f"no file {name}") from None
        self._note(name, body)
        return body

    def text(self, name: str, encoding: str = "utf-8") -> str:
        """Return the file as text. Another encoding fails the check."""
        try:
            return self.bytes(name).decode(encoding)
        except UnicodeDecodeError:
            raise AssertionError(f"{name} is not {encoding}") from None

    def _note(self, name: str, body: builtins.bytes | None) -> None:
        # The same mistake is the same whatever the line ends are.
        answer = "absent" if body is None else body.replace(b"\r\n", b"\n").decode("latin-1")
        self._context.interview.note(f"file {name}", comparable(answer))


def _document(context: CheckContext) -> Callable[[str], Part]:
    """Return what gives the values of a structured answer, by the name of its file."""
    context.interview.notes_claims = True

    def read(name: str) -> Part:
        if name not in NAMES:
            raise KonexioError(
                "document-unknown",
                exercise=context.case.exercise.id,
                file=name,
                known=", ".join(NAMES),
            )
        try:
            return document_in(context.interview.room, name)
        except (KonexioError, OSError):
            # The grade tells the learner what is wrong with the form of the file.
            raise AssertionError(f"{name} cannot be read") from None

    return read


def _printed(context: CheckContext) -> Callable[[], str]:
    return lambda: context.interview.printed


def _rng(context: CheckContext) -> random.Random:
    return random.Random(context.seed)  # noqa: S311 - test values, not secrets


def _keyboard(context: CheckContext) -> SimpleNamespace:
    return SimpleNamespace(type=lambda *lines: context.interview.typed.extend(lines))


def _graderdata(context: CheckContext) -> Callable[[str], bytes]:
    return lambda name: _data_of(context, name)


def _data_of(context: CheckContext, name: str) -> bytes:
    """Return a file of the grader's. Its absence is the author's mistake, never the learner's."""
    if name not in context.case.grader.data:
        raise KonexioError("grader-data-missing", exercise=context.case.exercise.id, file=name)
    return context.case.grader.data[name]


def _reference(context: CheckContext) -> SimpleNamespace:
    """Run the author's own reference here: it is the grader's, not the learner's."""
    case = context.case
    attempt = case.grader.reference(case.round) or case.grader.reference(1)
    names: dict[str, object] = {"__name__": "reference"}
    for cell in attempt.notebook.cells if attempt else ():
        # A cell that writes a file (`%%writefile quote.yaml`) defines no name.
        if cell.role in {Role.GIVEN, Role.ANSWER} and not cell.source.startswith("%%"):
            exec(compile(cell.source, f"<{cell.name}>", "exec"), names)  # noqa: S102 - trusted, as all of the grader
    return SimpleNamespace(**names)


_FIXTURES: Mapping[str, Callable[[CheckContext], object]] = {
    "rng": _rng,
    "notebook": NotebookFacts,
    "printed": _printed,
    "keyboard": _keyboard,
    "files": Files,
    "reference": _reference,
    "graderdata": _graderdata,
    "document": _document,
}


def fixture(name: str, context: CheckContext) -> object:
    """Return the fixture called `name`. Raise KonexioError when there is none."""
    if name not in _FIXTURES:
        known = ", ".join(_FIXTURES)
        raise KonexioError(
            "fixture-unknown", exercise=context.case.exercise.id, fixture=name, known=known
        )
    return _FIXTURES[name](context)
