"""`konexio demo`: the whole road in a temporary folder, each command said before it is run."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises, Graders
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import Exit, KonexioError

if TYPE_CHECKING:
    from konexio_cli.reports.catalogue import Texts

_EXERCISE = "m01/price-with-vat"
_WRONG = "def price_with_vat(price, vat):\n    print(price + price * vat / 100)\n"
_RIGHT = "def price_with_vat(price, vat):\n    return round(price + price * vat / 100, 2)\n"
_LEARNERS = ("Amina", "José", "فاطمة", "O'Neil, Kim", "=SUM(A1)")


def demo(ctx: typer.Context, exercises: Exercises = None, graders: Graders = None) -> int:
    """Walk the road of a learner and of a trainer."""
    from konexio_cli.packs.library import embedded_course, exercises_folder

    asked: Asked = ctx.obj
    texts = asked.texts
    ours = exercises_folder(exercises, Path.cwd(), embedded_course()).absolute()
    theirs = graders_near(graders, Path.cwd(), ours)
    folder = Path(tempfile.mkdtemp(prefix="konexio-demo-"))
    steps = Steps(folder, asked)
    steps.say(texts.say("demo.title"))
    _learner(steps, ours)
    if theirs is None:
        steps.say(texts.say("demo.no_graders"))
        steps.say(texts.say("demo.to_graders"))
    else:
        _trainer(steps, ours, theirs, texts)
    data: dict[str, object] = {"folder": str(folder), "commands": steps.ran}
    kept = texts.say("demo.kept", folder=folder)
    # A wrong answer is part of the road (exit 1); anything else is a fault to be seen.
    broken = [one for one in steps.ran if one["exit"] not in {Exit.DONE, Exit.NOT_YET}]
    code = Exit.OURS if broken else Exit.DONE
    return show(Result("demo", data, ("", kept), code, next_step=texts.say("demo.next")), asked)


def graders_near(given: Path | None, here: Path, ours: Path) -> Path | None:
    """Return the graders of the demonstration: the named ones, those above `here`, or our clone's.

    A course that is used from a clone, or installed within one, has them in a folder above it.
    """
    from konexio_cli.packs.library import graders_folder

    for place in (here, ours):
        with contextlib.suppress(KonexioError):
            found = graders_folder(given, place).absolute()
            if (found / _EXERCISE).is_dir():
                return found
    return None


class Steps:
    """Runs real commands in a folder, one after the other, and says each."""

    def __init__(self, folder: Path, asked: Asked) -> None:
        self.folder = folder
        self.ran: list[dict[str, object]] = []
        self._asked = asked
        # With --json, standard output belongs to the envelope alone.
        self._out = sys.stderr if asked.json else sys.stdout

    def say(self, text: str) -> None:
        """Print a line between the commands."""
        print(f"\n{text}", file=self._out, flush=True)

    def run(self, *arguments: str, place: str = "work") -> None:
        """Say and run `konexio …` in a folder of the demonstration."""
        words = " ".join(f'"{word}"' if " " in word else word for word in arguments)
        print(f"\n$ konexio {words}", file=self._out, flush=True)
        done = subprocess.run(
            [sys.executable, "-m", "konexio_cli", *arguments],
            cwd=self.folder / place,
            env=os.environ | {"KONEXIO_LANG": self._asked.language},
            stdout=self._out,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        self.ran.append({"command": ["konexio", *arguments], "exit": done.returncode})


def _learner(steps: Steps, ours: Path) -> None:
    from konexio_cli.packs.compose import fill_in

    texts = steps._asked.texts  # noqa: SLF001 - the same module
    steps.run("start", "work", "--name", "Amina", place=".")
    steps.run("pull", "--exercises", str(ours))
    steps.run("check", _EXERCISE)
    path = steps.folder / "work" / _EXERCISE / "price-with-vat.ipynb"
    for sentence, answer in (("demo.wrong", _WRONG), ("demo.right", _RIGHT)):
        steps.say(texts.say(sentence))
        filled = fill_in(path.read_text("utf-8"), {"price": answer})
        path.write_text(filled, "utf-8")
        steps.run("check", _EXERCISE)
    steps.run("submit", _EXERCISE)
    steps.run("portfolio")


def _trainer(steps: Steps, ours: Path, theirs: Path, texts: Texts) -> None:
    steps.say(texts.say("demo.cohort"))
    _make_cohort(steps.folder / "cohort", ours, theirs)
    steps.run(
        *("cohort", "grade", "cohort", "--out", "grades"),
        *("--exercises", str(ours), "--graders", str(theirs)),
        *_trust(),
        place=".",
    )
    lines = (steps.folder / "grades" / "gradebook.csv").read_text("utf-8").splitlines()
    for line in lines:
        steps.say(line[:160])


def _trust() -> tuple[str, ...]:
    """Return what grading needs where rooms are not confined: these notebooks are our own."""
    from konexio_cli.sandbox.choose import open_rooms

    rooms = open_rooms("auto")
    try:
        return () if rooms.tier == "A" else ("--trust",)
    finally:
        rooms.close()


def _make_cohort(folder: Path, ours: Path, theirs: Path) -> None:
    """Write what five learners hand in: each an attempt of the exercise; one file is cut."""
    from konexio_cli.model.language import Language
    from konexio_cli.packs.compose import compose, fill_in
    from konexio_cli.packs.exercises import read_exercise
    from konexio_cli.packs.graders import read_grader

    exercise = read_exercise(ours, _EXERCISE)
    attempts = read_grader(theirs, ours, exercise).attempts
    text = compose(exercise, Language.EN, {})
    for number, learner in enumerate(_LEARNERS):
        cells = attempts[number % len(attempts)].notebook.cells
        filled = fill_in(text, {cell.name: cell.source for cell in cells})
        target = folder / learner / "price-with-vat.ipynb"
        target.parent.mkdir(parents=True)
        target.write_text(filled, "utf-8")
    target.write_text(filled[: len(filled) // 2], "utf-8")
