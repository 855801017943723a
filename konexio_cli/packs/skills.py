"""The skills that exercises may name: `skills.toml` beside `course.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from konexio_cli.model.language import Translated
from konexio_cli.packs.exercises import translated
from konexio_cli.packs.shapes import SkillsShape
from konexio_cli.packs.toml_file import read_toml

FILE = "skills.toml"


def read_skills(root: Path) -> Mapping[str, Translated]:
    """Return the names of all skills by their ids. Raise KonexioError when the file is not right."""
    shape = read_toml(root / FILE, SkillsShape)
    return {skill: translated(texts) for skill, texts in shape.skills.items()}
