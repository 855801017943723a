"""Graders: hidden checks and attempts. Only trainers' and CI's commands may import this."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.grader import Attempt, Check, Equivalent, Grader
from konexio_cli.model.verdict import Verdict
from konexio_cli.packs.checks import hidden_checks
from konexio_cli.packs.exercises import practice_checks, read_data
from konexio_cli.packs.files import read_text
from konexio_cli.packs.mistakes import FILE as MISTAKES
from konexio_cli.packs.notebooks import parse, read_bytes
from konexio_cli.packs.percent import fill
from konexio_cli.packs.shapes import EquivalentShape
from konexio_cli.packs.toml_file import read_toml

_EQUIVALENT = "equivalent.toml"


def read_grader(root: Path, exercises: Path, exercise: Exercise) -> Grader:
    """Return the grader of `exercise`, with the visible checks among its own.

    Raise KonexioError when it is missing or not whole.
    """
    folder = root / exercise.id
    if not (folder / "grader.ipynb").is_file():
        raise KonexioError("grader-missing", exercise=exercise.id, folder=folder)
    checks: list[Check] = list(practice_checks(exercise))
    attempts: list[Attempt] = []
    equivalent: list[Equivalent] = []
    for one in exercise.rounds:
        place = folder if one.number == 1 else folder / "round2"
        checks += _read_checks(place / "grader.ipynb", exercise, one.number)
        attempts += _read_attempts(place / "attempts", exercise, one.number)
        equivalent += _read_equivalent(place / _EQUIVALENT, one.number)
    return Grader(
        exercise=exercise.id,
        checks=tuple(checks),
        sha256=_fingerprint(folder, exercises / exercise.id),
        attempts=tuple(attempts),
        data=read_data(folder / "data") | read_data(folder / "round2" / "data"),
        equivalent=tuple(equivalent),
    )


def _read_checks(path: Path, exercise: Exercise, number: int) -> tuple[Check, ...]:
    cells = parse(read_bytes(path), path).cells
    return hidden_checks(cells, exercise.goals_of(number), number, path)


def _read_attempts(folder: Path, exercise: Exercise, number: int) -> Iterator[Attempt]:
    for path in sorted(folder.glob("*/*.py")):
        try:
            expected = Verdict(path.parent.name)
        except ValueError:
            raise KonexioError("attempt-folder", file=path, known=", ".join(Verdict)) from None
        yield Attempt(
            name=path.stem,
            notebook=fill(exercise.starter(number), read_text(path), path),
            expected=expected,
            message="" if expected is Verdict.PASSED else path.stem,
            round=number,
        )


def _read_equivalent(path: Path, number: int) -> Iterator[Equivalent]:
    """Yield the mutants that nobody can catch; most graders have none, and no such file."""
    if path.is_file():
        for one in read_toml(path, EquivalentShape).mutants:
            yield Equivalent(one.id, one.reason, number)


def _fingerprint(*folders: Path) -> str:
    """Return the SHA-256 over names and bytes of everything that can change a verdict."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            judges = path.suffix != ".md" and path.name not in {_EQUIVALENT, MISTAKES}
            if path.is_file() and judges and "__pycache__" not in path.parts:
                body = path.read_bytes()
                digest.update(f"{path.relative_to(folder).as_posix()}\0{len(body)}\0".encode())
                digest.update(body)
    return digest.hexdigest()
