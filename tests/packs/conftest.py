"""Content to read: the course of this repository, and small exercises written as files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

EXERCISE = """\
format = 1
kind = "skill"
minutes = 10
difficulty = 1
skills = ["arithmetic"]
title = { en = "Add", fr = "Additionner" }

[[goals]]
name = "sum"
points = 1
title = { en = "The sum is right" }
"""
HINTS = "## 1\nAn idea.\n\n## 2\nA place.\n\n## 3\nAlmost.\n"

WriteExercise: TypeAlias = Callable[..., Path]


def starter(*cells: tuple[str, str]) -> str:
    """Return a starter's text; a cell is its name and role."""
    return json.dumps(
        {
            "cells": [
                {
                    "cell_type": "code",
                    "id": f"id-{number}",
                    "metadata": {"konexio": {"name": name, "role": role}},
                    "source": f"# {name}",
                }
                for number, (name, role) in enumerate(cells)
            ],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


@pytest.fixture
def write_exercise(tmp_path: Path) -> WriteExercise:
    """Write the exercise `m01/add`, with some files otherwise or (None) not at all."""

    def write(**otherwise: str | bytes | None) -> Path:
        whole: dict[str, str | bytes | None] = {
            "exercise.toml": EXERCISE,
            "brief.en.md": "Add two numbers.\n",
            "hints.en.md": HINTS,
            "starter.ipynb": starter(("add", "answer"), ("examples", "check")),
        }
        for name, text in (whole | otherwise).items():
            path = tmp_path / "m01" / "add" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is not None:
                path.write_bytes(text.encode() if isinstance(text, str) else text)
        return tmp_path

    return write
