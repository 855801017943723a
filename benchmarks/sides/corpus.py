"""A corpus: one exercise with its grader in our format, and submissions made from its attempts."""

from __future__ import annotations

import ast
import itertools
import shutil
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.sides.orders import orders_csv
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grader import Attempt, Grader
from konexio_cli.model.language import Language
from konexio_cli.model.notebook import Cell, Notebook, Role
from konexio_cli.model.verdict import Verdict
from konexio_cli.packs.compose import compose, fill_in
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.packs.percent import fill

NAMES = ("tiny", "data")
_PLACE = Path(__file__).parents[1] / "corpora"
# One submission of five is wrong: a grader that says yes to everything must not get through.
_RIGHT_OF_EACH_WRONG = 4


@dataclass(frozen=True, slots=True)
class Submitted:
    """One learner's attempt, and the checks that it fails: known by hand, not from a grader."""

    learner: str
    attempt: Attempt
    fails: frozenset[str]


@dataclass(frozen=True, slots=True)
class Corpus:
    """An exercise with its grader, where both lie, and what each attempt fails."""

    name: str
    root: Path
    exercise: Exercise
    grader: Grader
    fails: dict[str, frozenset[str]]

    @property
    def exercises(self) -> Path:
        """Return the folder with course.toml."""
        return self.root / "exercises"

    @property
    def graders(self) -> Path:
        """Return the folder of graders."""
        return self.root / "graders"

    def submissions(self, count: int) -> list[Submitted]:
        """Return the first `count` submissions: always the same, and no two of one text."""
        turns = self.in_turn()
        learners = (f"learner{number:05}" for number in range(count))
        return [
            Submitted(learner, marked(one, learner), self.fails.get(one.name, frozenset()))
            for learner, one in zip(learners, itertools.cycle(turns), strict=False)
        ]

    def in_turn(self) -> list[Attempt]:
        """Return the attempts in the order in which they are handed in, again and again."""
        right = itertools.cycle(one for one in self.grader.attempts if not one.message)
        wrong = [one for one in self.grader.attempts if one.message]
        turns = [[*itertools.islice(right, _RIGHT_OF_EACH_WRONG), one] for one in wrong]
        return [one for turn in turns for one in turn]

    def hostile(self, name: str) -> Attempt:
        """Return an attempt that no grader should run unguarded."""
        path = self.root / "hostile" / f"{name}.py"
        notebook = fill(self.exercise.starter(), path.read_text(), path)
        return Attempt(name, notebook, Verdict.ERROR, name)

    def notebook(self, attempt: Attempt) -> str:
        """Return the text of the .ipynb file that a learner hands in."""
        answers = {cell.name: cell.source for cell in attempt.notebook.cells if _is_answer(cell)}
        return fill_in(compose(self.exercise, Language.EN, {}), answers)

    def checks(self) -> dict[str, str]:
        """Return each hidden check as code that can stand alone: a function and its call."""
        source = self.grader.checks[0].source
        functions = {
            node.name: f"{ast.get_source_segment(source, node)}\n\n\n{node.name}()"
            for node in ast.parse(source).body
            if isinstance(node, ast.FunctionDef)
        }
        if set(functions) != {check.function for check in self.grader.checks}:
            raise ValueError(f"{self.name}: every check must be a function that stands alone")
        return functions


def marked(attempt: Attempt, mark: str) -> Attempt:
    """Return an attempt with a comment of its own in each answer."""
    cells = (
        replace(cell, source=f"{cell.source}\n# {mark}") if _is_answer(cell) else cell
        for cell in attempt.notebook.cells
    )
    return replace(attempt, notebook=Notebook(tuple(cells)))


def _is_answer(cell: Cell) -> bool:
    return cell.role is Role.ANSWER


def lay_out(name: str, folder: Path) -> Corpus:
    """Return the corpus `name`, copied into `folder` and with its data made."""
    root = folder / name
    shutil.copytree(_PLACE / name, root)
    if name == "data":
        (root / "exercises/speed/data/data/orders.csv").write_bytes(orders_csv())
    exercise = read_exercise(root / "exercises", f"speed/{name}")
    grader = read_grader(root / "graders", root / "exercises", exercise)
    fails = tomllib.loads((root / "expected.toml").read_text())
    return Corpus(name, root, exercise, grader, {k: frozenset(v) for k, v in fails.items()})
