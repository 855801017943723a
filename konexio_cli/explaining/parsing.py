"""A learner's text as Python reads it. It is compiled at most, and never run."""

from __future__ import annotations

import ast
import warnings
from functools import lru_cache

# Longer cells are no one's writing, and take long to read.
_LONGEST = 100_000
_AS_IN_JUPYTER = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


@lru_cache(maxsize=64)
def tree_of(source: str) -> ast.Module | None:
    """Return the syntax tree of a cell; None when Python cannot read it, or it is too long."""
    if len(source) > _LONGEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def syntax_error_of(source: str) -> SyntaxError | None:
    """Return what Python says when it reads a cell; None when it reads it, or it is too long."""
    if len(source) > _LONGEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "<cell>", "exec", _AS_IN_JUPYTER, dont_inherit=True)
    except SyntaxError as problem:
        return problem
    except (ValueError, RecursionError, MemoryError):
        return None
    return None
