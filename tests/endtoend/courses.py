"""Small courses: in several versions, written as authors write them, or parts of our own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_COURSE = 'format = 1\nversion = "{version}"\ntitle = {{ en = "Small course", fr = "Cours" }}\n'
_PACK = 'format = 1\nversion = "{version}"\ntitle = {{ en = "Pack", fr = "Pack" }}\n'
_EXERCISE = """\
format = 1
kind = "skill"
minutes = 10
difficulty = 1
skills = ["arithmetic"]
title = { en = "Add", fr = "Additionner" }

[[goals]]
name = "sum"
points = 1
title = { en = "The sum is right", fr = "La somme est juste" }
"""
_HINTS = "## 1\nAn idea.\n\n## 2\nA place.\n\n## 3\nAlmost.\n"


@dataclass(frozen=True)
class Version:
    """One version of an exercise: its brief, its starter's cells (name, role, text), its data.

    `second` are the cells of its round 2; none means that it has only one round.
    """

    brief: str
    cells: tuple[tuple[str, str, str], ...]
    data: Mapping[str, bytes] = field(default_factory=dict)
    second: tuple[tuple[str, str, str], ...] = ()


def write_course(folder: Path, version: str, exercises: Mapping[str, Version]) -> Path:
    """Write a course of the pack `p1`; return its folder."""
    names = ", ".join(f'"{name}"' for name in exercises)
    _write(folder / "course.toml", _COURSE.format(version=version) + 'packs = ["p1"]\n')
    pack = _PACK.format(version=version) + f"exercises = [{names}]\n"
    _write(folder / "p1" / "pack.toml", pack)
    for name, one in exercises.items():
        place = folder / "p1" / name
        _write(place / "exercise.toml", _EXERCISE)
        _write_round(place, one.brief, one.cells)
        if one.second:
            _write_round(place / "round2", one.brief, one.second)
        for file, body in one.data.items():
            _write(place / "data" / file, body)
    return folder


def part_of_our_course(repository: Path, target: Path, *names: str) -> Path:
    """Copy some exercises of ours with their graders, as a course of their own; return `target`."""
    packs: dict[str, list[str]] = {}
    for name in names:
        for content in ("exercises", "graders"):
            shutil.copytree(repository / content / name, target / content / name)
        pack, _, own = name.partition("/")
        packs.setdefault(pack, []).append(own)
    exercises = target / "exercises"
    for pack, own_names in packs.items():
        text = _PACK.format(version="0.1.0") + f"exercises = {json.dumps(own_names)}\n"
        _write(exercises / pack / "pack.toml", text)
    text = _COURSE.format(version="0.1.0") + f"packs = {json.dumps(list(packs))}\n"
    _write(exercises / "course.toml", text)
    return target


def _write_round(place: Path, brief: str, cells: tuple[tuple[str, str, str], ...]) -> None:
    for language in ("en", "fr"):
        _write(place / f"brief.{language}.md", brief + "\n")
        _write(place / f"hints.{language}.md", _HINTS)
    _write(place / "starter.ipynb", starter(cells))


def starter(cells: tuple[tuple[str, str, str], ...]) -> str:
    """Return a starter's text."""
    forms: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": name,
            "metadata": {"konexio": {"name": name, "role": role}},
            "outputs": [],
            "source": text,
        }
        for name, role, text in cells
    ]
    return json.dumps({"cells": forms, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
