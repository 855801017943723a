"""Plain data is of exact builtin types, all the way down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from konexio_cli.model.figure import Axes, Bar, Figure, Line, Wedge
from konexio_cli.sandbox.wire import Handle

# What crossed may be anything: that it is not is what is looked at here.
Anything: TypeAlias = Any

_ATOMS = frozenset(
    {
        *(type(None), bool, int, float, complex, str, bytes, type(...), Handle, Fraction, Decimal),
        *(date, datetime, time, timedelta, type(pd.NA), type(pd.NaT), pd.Timestamp, pd.Timedelta),
        pd.Interval,
    }
)
_OF_FIGURES = (Figure, Axes, Line, Bar, Wedge)
_INDEXES = (
    *(pd.Index, pd.RangeIndex, pd.MultiIndex, pd.DatetimeIndex, pd.TimedeltaIndex),
    pd.CategoricalIndex,
)


def demand_plain(value: object) -> None:
    """Demand that a value, and all in it, is of types that cannot lie."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if type(one) not in _ATOMS and not isinstance(one, np.generic):
            waiting += _parts(one)


def _parts(value: Anything) -> Iterator[object]:
    """Return what a value is made of; fail when it is of no type that may cross."""
    return iter(_TAKEN_APART[type(value)](value))


_TAKEN_APART: Mapping[type, Callable[[Anything], Iterable[object]]] = {
    **dict.fromkeys((list, tuple, set, frozenset), iter),
    dict: lambda one: [*one.keys(), *one.values()],
    **dict.fromkeys(_OF_FIGURES, lambda one: [getattr(one, name) for name in one.__slots__]),
    np.ndarray: lambda one: one.ravel().tolist(),
    **dict.fromkeys(_INDEXES, lambda one: [*one.names, *one.tolist()]),
    pd.Series: lambda one: [one.name, one.index, *one.tolist()],
    pd.DataFrame: lambda one: [one.columns, one.index, *(c for _, c in one.items())],
}
