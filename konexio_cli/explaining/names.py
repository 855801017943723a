"""Names that a program has, and the one that a learner probably meant."""

from __future__ import annotations

import ast
import builtins
import difflib
from collections.abc import Iterable, Iterator, Sequence

from konexio_cli.explaining.causes import Cause
from konexio_cli.explaining.foreign import foreign_name
from konexio_cli.explaining.parsing import tree_of
from konexio_cli.model.notebook import Cell

_ALIKE = 0.75
_PYTHONS = [name for name in dir(builtins) if not name.startswith("_")]
# What this course imports, and how.
_IMPORTS = {
    **{name: f"import {name}" for name in ("csv", "html", "json", "math", "os", "random", "re")},
    **{name: f"from datetime import {name}" for name in ("date", "datetime", "timedelta")},
    "Decimal": "from decimal import Decimal",
    "ROUND_HALF_UP": "from decimal import ROUND_HALF_UP",
    "Path": "from pathlib import Path",
    "pd": "import pandas as pd",
    "plt": "import matplotlib.pyplot as plt",
}


def near_name(name: str, known: Iterable[str]) -> str:
    """Return the known name that is spelled most like `name`; "" for none."""
    names = list(dict.fromkeys(known))
    small = {one.lower(): one for one in reversed(names)}
    if name.lower() in small:
        return small[name.lower()]
    return next(iter(difflib.get_close_matches(name, names, 1, _ALIKE)), "")


def unknown_name(name: str, cells: Sequence[Cell]) -> Cause:
    """Return why a program that asks for `name` finds none."""
    known = list(_names_in(cells))
    if any(name in _declared_in(tree) for one in cells if (tree := tree_of(one.source))):
        return Cause("colon-for-equals", {"name": name})
    if near := foreign_name(name):
        return Cause("name-near", {"name": name, "near": near})
    if name in known:
        return Cause("name-later", {"name": name})
    # A capital begins a person's name far more often than a slip for a word of Python.
    pythons = [] if name[:1].isupper() and name.lower() not in _PYTHONS else _PYTHONS
    if near := near_name(name, [*known, *pythons]):
        same = near.lower() == name.lower()
        return Cause("name-capitals" if same else "name-near", {"name": name, "near": near})
    if name in _IMPORTS:
        return Cause("name-import", {"name": name, "line": _IMPORTS[name]})
    return Cause("name-unknown", {"name": name})


def local_name(name: str, cells: Sequence[Cell]) -> Cause:
    """Return why a function finds no value for `name`: a slip of a capital, or another place."""
    others = (one for one in _names_in(cells) if one != name and one.lower() == name.lower())
    if near := next(others, ""):
        return Cause("name-capitals", {"name": name, "near": near})
    return Cause("name-local", {"name": name})


def asked_name(name: str, sources: Sequence[str]) -> Cause | None:
    """Return which name of the learner's probably stands for `name`, which a check asks for."""
    trees = [tree for source in sources if (tree := tree_of(source))]
    body = [statement for tree in trees for statement in tree.body]
    functions = [one.name for one in body if isinstance(one, ast.FunctionDef)]
    targets = (target for one in body if isinstance(one, ast.Assign) for target in one.targets)
    values = [target.id for target in targets if isinstance(target, ast.Name)]
    if any(name in _declared_in(tree) for tree in trees):
        return Cause("colon-for-equals", {"name": name})
    near = near_name(name, [*functions, *values]) or _alone(functions) or _only_value(body)
    return Cause("name-asked", {"name": name, "near": near}) if near not in {"", name} else None


def names_made(cells: Iterable[Cell]) -> set[str]:
    """Return what cells give a value at their top level."""
    trees = (tree for one in cells if (tree := tree_of(one.source)))
    body = [statement for tree in trees for statement in tree.body]
    defined = {one.name for one in body if isinstance(one, ast.FunctionDef | ast.ClassDef)}
    targets = (target for one in body if isinstance(one, ast.Assign) for target in one.targets)
    return defined | {target.id for target in targets if isinstance(target, ast.Name)}


def _declared_in(tree: ast.Module) -> Iterator[str]:
    """Give the names that have `:` and a kind, but no value: most meant `=`."""
    for node in ast.walk(tree):
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=None):
                yield name


def _only_value(body: Sequence[ast.stmt]) -> str:
    """Return the name of the one literal that a program gives a name to; "" for none or several."""
    given = [one for one in body if isinstance(one, ast.Assign)]
    match given:
        case [ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant())]:
            return name
    return ""


def _alone(names: Sequence[str]) -> str:
    """Return the only name there is; "" for none or several."""
    return names[0] if len(set(names)) == 1 else ""


def _names_in(cells: Sequence[Cell]) -> Iterator[str]:
    for cell in cells:
        tree = tree_of(cell.source)
        for node in ast.walk(tree) if tree else ():
            match node:
                case ast.Name(id=name, ctx=ast.Store()):
                    yield name
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                    yield name
                case ast.alias(name=name, asname=asname):
                    yield asname or name.partition(".")[0]
