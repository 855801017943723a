"""A course of a few real exercises, and a cohort of attempts under awkward names."""

from __future__ import annotations

import json
import os
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grader import Attempt
from konexio_cli.model.language import Language
from konexio_cli.packs.compose import add_round, compose, fill_in
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader
from tests.endtoend.courses import part_of_our_course

EXERCISES = (
    "m00/first-run",
    "m01/price-with-vat",
    "m01/tidy-name",
    "m01/split-the-bill",
    "c1/client-list-cleanup",
)
BROKEN, WITHOUT_GRADER = "m01/swap-values", "m01/greeting-card"
# A loop without end is part of the cohort: nobody waits 20 seconds for it.
LIMITS = "\n[limits]\nseconds = 3\nnotebook_seconds = 3\n"
LEARNERS = (
    "Amina",
    unicodedata.normalize("NFC", "Élodie Moreau"),
    unicodedata.normalize("NFD", "Zoé Müller"),
    "Lê Thị Hồng",
    "مريم الحسن",
    "O'Brien, Sean",
    'Jo "Kit" Li',
    "=SUM(1+1)",
    "-Anne",
    "Ngoc 🐍  Anh",
    "two\nlines",
    os.fsdecode("José".encode("latin-1")),
)


@dataclass(frozen=True)
class Expected:
    """What the line of a file must say."""

    file: str
    exercise: str
    verdict: str = "not_run"
    message: str = ""
    problem: str = ""
    round: int = 1


def make_course(repository: Path, target: Path) -> None:
    """Copy five exercises with tight limits, one that is broken, one that has no grader."""
    names = (*EXERCISES, BROKEN, WITHOUT_GRADER)
    part_of_our_course(repository, target, *names)
    for name in names:
        with (target / "exercises" / name / "exercise.toml").open("a") as file:
            file.write(LIMITS)
    broken = target / "exercises" / BROKEN / "exercise.toml"
    broken.write_text(broken.read_text("utf-8").replace("minutes", "minuets", 1), "utf-8")
    shutil.rmtree(target / "graders" / WITHOUT_GRADER)


class Cohort:
    """Writes submissions, and keeps what their lines must say."""

    def __init__(self, folder: Path, course: Path) -> None:
        self.folder = folder
        self.expected: dict[str, Expected] = {}
        self.exercises = {n: read_exercise(course / "exercises", n) for n in EXERCISES}
        self.attempts = {
            n: read_grader(course / "graders", course / "exercises", one).attempts
            for n, one in self.exercises.items()
        }

    def put(self, file: str, body: str | bytes, expected: Expected | None = None) -> Path:
        """Write a file; without `expected` it must have no line."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body.encode() if isinstance(body, str) else body)
        if expected:
            self.expected[expected.file] = expected
        return path

    def right(self, name: str, *more: str, number: int = 1) -> str:
        """Return a notebook that passes round `number`, with `more` cells at its end."""
        exercise = self.exercises[name]
        reference = next(
            a for a in self.attempts[name] if (a.name, a.round) == ("reference", number)
        )
        notebook = json.loads(notebook_of(exercise, reference))
        notebook["cells"] += [code_cell(source) for source in more]
        return json.dumps(notebook)

    def submissions(self) -> None:
        """Write 60 submissions: each learner's attempt at each exercise."""
        for number, learner in enumerate(LEARNERS):
            for name, exercise in self.exercises.items():
                attempts = self.attempts[name]
                attempt = attempts[number % len(attempts)]
                file = f"{learner}/{_place(number, name)}"
                body: str | bytes = notebook_of(exercise, attempt)
                if attempt.round == 1:
                    body = as_saved(number, notebook_of(exercise, attempt))
                told = file.encode(errors="surrogateescape").decode(errors="backslashreplace")
                verdict, message = str(attempt.expected), attempt.message
                expected = Expected(told, name, verdict, message, round=attempt.round)
                self.put(file, body, expected)


def notebook_of(exercise: Exercise, attempt: Attempt) -> str:
    """Return what a learner hands in who wrote `attempt`."""
    text = compose(exercise, Language.FR, {})
    if attempt.round > 1:
        text = add_round(text.encode(), exercise, Language.FR, {})
    return fill_in(text, {cell.name: cell.source for cell in attempt.notebook.cells})


def code_cell(source: str) -> dict[str, object]:
    return {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": {},
        "outputs": [{"output_type": "stream", "name": "stdout", "text": ["hello\n"]}],
        "source": source,
    }


def _place(number: int, name: str) -> str:
    stem = name.partition("/")[2]
    return (
        f"{stem}.ipynb",
        f"{name}.ipynb",
        f"my work/à rendre/{stem}/v2/{stem} (1).ipynb",
        f"{name}/{stem}.IPYNB",
    )[number % 4]


def as_saved(number: int, text: str) -> str | bytes:
    """Return the notebook as one of the programs in use writes it."""
    notebook = json.loads(text)
    match number % 3:
        case 1:  # JupyterLab and others: new ids, no metadata of ours, outputs
            notebook["metadata"] = {}
            for position, cell in enumerate(notebook["cells"]):
                cell |= {"id": f"{position:08x}", "metadata": {}}
            notebook["cells"].append(code_cell("print('my own cell')"))
            return json.dumps(notebook)
        case 2:  # an editor of Windows, and a learner who ran a cell twice
            answer = next(c for c in notebook["cells"] if _role(c) == "answer")
            position = notebook["cells"].index(answer)
            notebook["cells"].insert(position, answer)
            return b"\xef\xbb\xbf" + json.dumps(notebook, indent=1).replace("\n", "\r\n").encode()
    return text


def _role(cell: dict[str, dict[str, dict[str, str]]]) -> str:
    return cell["metadata"].get("konexio", {}).get("role", "")
