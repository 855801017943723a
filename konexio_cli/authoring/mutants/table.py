"""Which mistakes are tried on which kind of node."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from konexio_cli.authoring.mutants import calls, logic, numbers, statements
from konexio_cli.authoring.mutants.edits import Edit, Operator

_TABLE: dict[type[ast.AST], tuple[Operator, ...]] = {
    ast.BinOp: (numbers.operation,),
    ast.UnaryOp: (numbers.sign, logic.negation),
    ast.Compare: (logic.comparison,),
    ast.BoolOp: (logic.clauses,),
    ast.Constant: (numbers.number, logic.truth, statements.text),
    ast.If: (logic.condition,),
    ast.While: (logic.condition,),
    ast.IfExp: (logic.condition,),
    ast.comprehension: (logic.filters,),
    ast.match_case: (logic.guard,),
    ast.Call: (calls.range_limits, calls.swapped, calls.keyword, calls.twin, numbers.digits),
    ast.Slice: (calls.bounds,),
    ast.FunctionDef: (calls.defaults,),
    ast.AsyncFunctionDef: (calls.defaults,),
    ast.Lambda: (calls.defaults,),
    ast.ExceptHandler: (statements.handler,),
    ast.Break: (statements.leaving, statements.dropped),
    ast.Continue: (statements.leaving, statements.dropped),
    ast.Return: (statements.returned, statements.dropped),
    ast.AugAssign: (numbers.augmented, statements.dropped),
    ast.Assign: (statements.dropped,),
    ast.AnnAssign: (statements.dropped,),
    ast.Expr: (statements.dropped,),
    ast.Delete: (statements.dropped,),
    ast.Raise: (statements.dropped,),
    ast.Assert: (statements.dropped,),
}


def edits_of(node: ast.AST) -> Iterator[Edit]:
    """Yield all that can be done wrong at `node`; its children are asked for their own."""
    for operator in _TABLE.get(type(node), ()):
        yield from operator(node)
