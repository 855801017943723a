"""The file that a finding is about: where an author has to look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from konexio_cli.authoring.findings import Finding

_ROUND2 = " (2)"
_REFERENCE = "attempts/passed/reference.py"
_LISTED = ("mutant-listed-caught", "mutant-listed-gone", "mutants-few-caught")


def place_of(finding: Finding, name: str, exercises: Path, graders: Path) -> Path:
    """Return the file of a finding about `name`, an exercise, a pack or "".

    It exists: where the file that is meant does not, it is the one that would name it.
    """
    file = finding.facts.get("file")
    if isinstance(file, Path):
        return file
    meant = [exercises / file, exercises / name / file] if isinstance(file, str) else []
    mine = (*meant, *_by_gate(finding, exercises / name, graders / name))
    named = (exercises / name / one for one in ("exercise.toml", "pack.toml"))
    return next((p for p in (*mine, *named) if p.is_file()), exercises / "course.toml")


def _by_gate(finding: Finding, exercise: Path, grader: Path) -> Iterator[Path]:
    second = finding.facts.get("round") == 2 or finding.subject.endswith(_ROUND2)  # noqa: PLR2004 - a client task has two rounds
    inside = "round2" if second else ""
    match finding.gate:
        case "attempts" | "flaky":
            attempt = finding.subject.removesuffix(_ROUND2)
            yield grader / inside / "attempts" / f"{attempt}.py"
            yield grader / inside / "attempts" / "failed" / f"{attempt}.py"
            yield grader / "grader.ipynb"
        case "copies":
            yield grader / inside / "attempts" / "passed" / f"{finding.subject}.py"
        case "mutants":
            if finding.problem in _LISTED:
                yield grader / inside / "equivalent.toml"
            yield grader / inside / _REFERENCE
        case "budget":
            yield grader / inside / _REFERENCE
        case "starter":
            yield exercise / inside / "starter.ipynb"
        case "loads":
            yield grader / "grader.ipynb"
