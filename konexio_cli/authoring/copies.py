"""When two right solutions are one: they differ in names, spaces and comments only."""

from __future__ import annotations

import ast
import builtins

from konexio_cli.authoring.programs import program_of
from konexio_cli.model.notebook import Notebook

# Where Python keeps names that a programmer chooses.
_NAMES = {"id", "arg", "name"}
_BUILT_IN = frozenset(dir(builtins))


def same_but_for_names(one: Notebook, other: Notebook) -> bool:
    """Whether two notebooks say the same in all cells that a learner writes."""
    return [_form(one, n) for n in range(len(one.cells))] == [
        _form(other, n) for n in range(len(other.cells))
    ]


def _form(notebook: Notebook, number: int) -> str:
    cell = notebook.cells[number]
    program = program_of(cell)
    if program is None:
        return cell.source.strip()
    try:
        tree = ast.parse(program[1])
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return cell.source.strip()
    return _told(tree, {})


def _told(node: object, names: dict[str, str]) -> str:
    """Return a tree as text, its own names replaced by numbers in the order of their coming."""
    if isinstance(node, list):
        return f"[{','.join(_told(one, names) for one in node)}]"
    if not isinstance(node, ast.AST):
        return repr(node)
    inner = []
    for field, value in ast.iter_fields(node):
        if field in _NAMES and isinstance(value, str) and not isinstance(node, ast.alias):
            own = value if value in _BUILT_IN else names.setdefault(value, f"name {len(names)}")
            inner.append(own)
        else:
            inner.append(_told(value, names))
    return f"{type(node).__name__}({','.join(inner)})"
