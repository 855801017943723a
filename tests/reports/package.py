"""The package's own code as trees, read once: what it can say stands there."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import konexio_cli

ROOT = Path(konexio_cli.__file__).parent


@cache
def trees() -> Mapping[str, ast.Module]:
    """Return the tree of each file of the package, by its path."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(ROOT.rglob("*.py"))
    }


def strings(node: ast.AST) -> set[str]:
    parts = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
    return {part for part in parts if isinstance(part, str) and part}
