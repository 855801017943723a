"""When two programs are the same one: their byte code, whatever lines it stands on."""

from __future__ import annotations

import ast
import warnings
from types import CodeType
from typing import TypeAlias

Meaning: TypeAlias = tuple[object, ...]


def meaning_of(source: str) -> Meaning | None:
    """Return what Python makes of `source`, without its places; None when it does not compile."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a mutant may well say `1 is 2`
            code = compile(
                source,
                "<mutant>",
                "exec",
                flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT,
                dont_inherit=True,
            )
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return None
    return _of_code(code)


def _of_code(code: CodeType) -> Meaning:
    return (
        code.co_code,
        code.co_exceptiontable,
        code.co_flags,
        (code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount),
        (code.co_name, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars),
        tuple(_of_constant(one) for one in code.co_consts),
    )


def _of_constant(value: object) -> Meaning:
    """Return a constant so that 1, 1.0 and True differ, and 0.0 and -0.0 as well."""
    match value:
        case CodeType():
            return _of_code(value)
        case tuple():
            return ("tuple", *(_of_constant(one) for one in value))
        case frozenset():
            return ("frozenset", *sorted(repr(one) for one in value))
    return (type(value).__name__, repr(value))
