"""A call of a check's that a learner's name cannot take: it asks for more, for less, or is no function."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from konexio_cli.explaining.causes import Cause
from konexio_cli.explaining.parsing import tree_of

_TOO_MANY = re.compile(r"TypeError: (?P<name>\w+)\(\) takes .*but (?P<given>\d+) w.* given")
_TOO_FEW = re.compile(r"TypeError: (?P<name>\w+)\(\) missing (?P<missing>\d+) required .*")
_NO_FUNCTION = re.compile(r"'[\w.]+' object is not callable")
_CALLED = re.compile(r"\b([^\W\d]\w*)\(")


def refused_call(detail: str, sources: Sequence[str]) -> Cause | None:
    """Return why the call that `detail` of a check tells of could not be made; None for no call."""
    if _NO_FUNCTION.search(detail):
        values = set(_values(sources))
        names = (name for name in _CALLED.findall(detail) if name in values)
        return next((Cause("function-asked", {"name": name}) for name in names), None)
    told = _TOO_MANY.match(detail) or _TOO_FEW.match(detail)
    counts = {one.name: one.args for one in _functions(sources)}
    if told is None or told["name"] not in counts:
        return None
    asked = counts[told["name"]]
    has = len(asked.posonlyargs) + len(asked.args)
    found = told.groupdict()
    given = found.get("given") or str(has - len(asked.defaults) - int(found["missing"]))
    return Cause("parameters-other", {"name": told["name"], "given": given, "has": str(has)})


def _statements(sources: Sequence[str]) -> Iterator[ast.stmt]:
    for source in sources:
        tree = tree_of(source)
        yield from tree.body if tree else ()


def _functions(sources: Sequence[str]) -> Iterator[ast.FunctionDef]:
    return (one for one in _statements(sources) if isinstance(one, ast.FunctionDef))


def _values(sources: Sequence[str]) -> Iterator[str]:
    for one in _statements(sources):
        for target in one.targets if isinstance(one, ast.Assign) else ():
            if isinstance(target, ast.Name):
                yield target.id
