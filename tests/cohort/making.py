"""A cohort as trainers have it: real attempts under awkward names, and files that are none."""

from __future__ import annotations

import json
import os
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grader import Attempt
from konexio_cli.model.language import Language
from konexio_cli.packs.compose import add_round, compose, fill_in
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader

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
    for name in (*EXERCISES, BROKEN, WITHOUT_GRADER):
        shutil.copytree(repository / "exercises" / name, target / "exercises" / name)
        shutil.copytree(repository / "graders" / name, target / "graders" / name)
        with (target / "exercises" / name / "exercise.toml").open("a") as file:
            file.write(LIMITS)
    broken = target / "exercises" / BROKEN / "exercise.toml"
    broken.write_text(broken.read_text("utf-8").replace("minutes", "minuets", 1), "utf-8")
    shutil.rmtree(target / "graders" / WITHOUT_GRADER)
    packs: dict[str, list[str]] = {}
    for name in (*EXERCISES, BROKEN, WITHOUT_GRADER):
        packs.setdefault(name.partition("/")[0], []).append(name.partition("/")[2])
    title = 'title = { en = "T" }\nformat = 1\n'
    for pack, names in packs.items():
        text = f'{title}version = "0.1.0"\nexercises = {json.dumps(names)}\n'
        (target / "exercises" / pack / "pack.toml").write_text(text)
    course = f"{title}packs = {json.dumps(list(packs))}\n"
    (target / "exercises" / "course.toml").write_text(course)


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

    def right(self, name: str, *more: str) -> str:
        """Return a notebook that passes, with `more` cells at its end."""
        exercise = self.exercises[name]
        reference = next(a for a in self.attempts[name] if a.name == "reference")
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
                body = notebook_of(exercise, attempt)
                if attempt.round == 1:
                    body = _as_saved(number, body)
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


def _as_saved(number: int, text: str) -> str | bytes:
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


def damaged(cohort: Cohort) -> Iterator[tuple[str, str | bytes, str, str]]:
    """Yield file, content, exercise and problem of files that cannot be graded."""
    whole = cohort.right("m01/tidy-name")
    yield "cut.ipynb", whole[: len(whole) // 2], "", "notebook-damaged"
    yield "empty.ipynb", "", "", "notebook-empty"
    yield "zeros.ipynb", b"\0" * 4096, "", "notebook-empty"
    yield "page.ipynb", "<!doctype html><title>Log in</title>", "", "notebook-web-page"
    yield "list.ipynb", "[1, 2]", "", "notebook-not-one"
    yield "deep.ipynb", "[" * 100_000, "", "notebook-damaged"
    yield "picture.ipynb", b"\x89PNG\r\n\x1a\n\xff\xff", "", "notebook-damaged"
    yield "broken-utf16.ipynb", b"\xff\xfe\x00", "", "notebook-encoding"
    yield (
        "future.ipynb",
        whole.replace('"nbformat": 4', '"nbformat": 7'),
        "",
        "notebook-from-future",
    )
    yield "unknown.ipynb", whole.replace("m01/tidy-name", "m09/x"), "", "notebook-exercise-unknown"
    yield "holiday.ipynb", '{"cells": []}', "", "notebook-of-no-exercise"
    yield "large.ipynb", b"{" + b" " * (11 << 20), "", "notebook-too-large"
    yield "swap-values.ipynb", '{"cells": []}', BROKEN, "toml-key-near"
    yield "greeting-card.ipynb", '{"cells": []}', WITHOUT_GRADER, "grader-missing"


def readable(cohort: Cohort) -> Iterator[tuple[str, str | bytes]]:
    """Yield file and content of notebooks in an odd form that are right all the same."""
    whole = cohort.right("m01/tidy-name")
    yield "utf16.ipynb", whole.encode("utf-16")
    yield "tidy_name_final.ipynb", _as_saved(1, whole)
    old = json.loads(whole)
    cells = [
        {
            "cell_type": c["cell_type"],
            "input" if c["cell_type"] == "code" else "source": c["source"],
        }
        for c in old["cells"]
    ]
    sheet = {"nbformat": 3, "metadata": {}, "worksheets": [{"cells": cells}]}
    yield "tidy-name.ipynb", json.dumps(sheet)


_PARENT = "import os, signal\nparent = os.getppid()\n"
# Cells that a right notebook ends with; the verdict is the one of its answers.
HARMLESS = {
    "exit": "import os\nos._exit(0)",
    "loop": "while True:\n    pass",
    "kill-parent": f"{_PARENT}os.kill(parent, signal.SIGKILL)",
    "stop-parent": f"{_PARENT}os.kill(parent, signal.SIGTERM)",
    "fork": "import os\nif not os.fork():\n    os._exit(0)",
    "delete-folder": "import os, shutil\nshutil.rmtree(os.getcwd())",
    "shout": "for _ in range(100):\n    print('x' * 1_000_000)",
    "memory": "x = [0] * 10**10",
    "exit-code": "raise SystemExit(3)",
}
# What these earn is the room's affair; what the others earn is not theirs.
STRANGE = {
    "kill-worker": f"{_PARENT}"
    "parent = int(open(f'/proc/{parent}/stat').read().rpartition(')')[2].split()[1])\n"
    "os.kill(parent, signal.SIGKILL)",
    "kill-group": "import os, signal\nos.killpg(0, signal.SIGKILL)",
    "fork-and-stay": "import os\nos.fork()",
    "close-everything": "import os\nos.closerange(0, 100)",
    "many-files": "for n in range(2_500):\n    open(f'{n}.txt', 'w').close()",
    "large-files": "for n in range(9):\n    open(f'{n}.bin', 'wb').write(bytes(15 << 20))",
    "locked-folder": "import os\nos.mkdir('x')\nos.chmod('x', 0)\nos.chmod('.', 0)",
    "pipe": "import os\nos.mkfifo('pipe')\nos.symlink('/etc/passwd', 'link')",
    "half-a-pair": "def price_with_vat(*_):\n    raise ValueError('\\udc80')",
    "deep": "def price_with_vat(*_):\n    x = []\n    for _ in range(9_000): x = [x]\n    return x",
    "not-text": "def price_with_vat(*_):\n    return '\\ud800'",
}
