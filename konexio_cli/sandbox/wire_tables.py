"""Numpy arrays and pandas tables, taken apart into plain values and put together again.

The libraries are looked up, never imported on the room's behalf: a value of theirs
can only exist where they are loaded.
"""

from __future__ import annotations

import importlib
import re
import sys
from typing import Any, TypeAlias

from konexio_cli.sandbox.bounded import names

# What comes out of an optional library has no type that we could name here.
Foreign: TypeAlias = Any

_NUMERIC = re.compile(r"[<>|=]?[biufcSU]\d{1,4}|[<>=]?[mM]8(\[(ns|us|ms|s|m|h|D)\])?")
_DTYPE = re.compile(
    r"object|str|string|bool|boolean|category|[uU]?[iI]nt(8|16|32|64)|[fF]loat(32|64)"
    r"|complex128|(datetime|timedelta)64\[(ns|us|ms|s)\]|datetime64\[(ns|us|ms|s), UTC\]"
)
_MAX_DIMENSIONS = 8
# In one answer, and columns of one table: each costs a tenth of a millisecond and two kilobytes.
MOST_TABLES = 10_000
_RAW = "biufmM"


def take_apart(value: Foreign) -> tuple[str, object] | None:
    """Return (tag, plain parts) of an array, scalar or table; None for anything else."""
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy is not None and hasattr(numpy, "ndarray"):
        if isinstance(value, numpy.ndarray):
            return "ndarray", _array(value)
        if isinstance(value, numpy.generic):
            return "scalar", value.item()
    if pandas is not None and hasattr(pandas, "DataFrame"):
        return _table(pandas, value)
    return None


def _table(pandas: Foreign, value: Foreign) -> tuple[str, object] | None:
    if isinstance(value, pandas.DataFrame):
        columns = [_values(value.iloc[:, i]) for i in range(value.shape[1])]
        return "frame", [_index(pandas, value.columns), _index(pandas, value.index), columns]
    if isinstance(value, pandas.Series):
        return "series", [value.name, _index(pandas, value.index), _values(value)]
    if isinstance(value, pandas.Index):
        return "index", _index(pandas, value)
    if value is pandas.NA or value is pandas.NaT:
        return "missing", "NA" if value is pandas.NA else "NaT"
    return None


def _array(array: Foreign) -> list[object]:
    if array.dtype.kind in "biufcmMSU":
        return [array.dtype.str, list(array.shape), array.tobytes()]
    return ["object", list(array.shape), array.ravel().tolist()]


def _values(column: Foreign) -> list[object]:
    return [str(column.dtype), _items(column)]


def _items(column: Foreign) -> object:
    """Return numbers and times as one array, whose bytes cross at once; the rest one by one."""
    kind = getattr(column.dtype, "kind", "")
    plain = isinstance(column.dtype, importlib.import_module("numpy").dtype)
    return column.to_numpy() if plain and kind in _RAW else column.astype(object).tolist()


def _index(pandas: Foreign, index: Foreign) -> list[object]:
    if isinstance(index, pandas.MultiIndex):
        return ["multi", list(index.names), index.tolist()]
    return [str(index.dtype), index.name, _items(index)]


def put_together(tag: str, parts: Foreign) -> object:
    """Return the value that `parts` describe; raise ValueError or TypeError if they cannot."""
    if tag == "scalar":
        return parts
    if tag == "ndarray":
        return _to_array(*parts)
    pandas = importlib.import_module("pandas")
    if tag == "missing":
        return {"NA": pandas.NA, "NaT": pandas.NaT}[parts]
    if tag == "index":
        return _to_index(pandas, *parts)
    if tag == "series":
        name, index, values = parts
        return _to_series(pandas, values, index=_to_index(pandas, *index), name=name)
    if tag == "frame":
        return _to_frame(pandas, *parts)
    raise ValueError(tag)


def _to_array(dtype: str, shape: list[int], body: Foreign) -> object:
    numpy = importlib.import_module("numpy")
    if len(shape) > _MAX_DIMENSIONS or any(type(n) is not int or n < 0 for n in shape):
        raise ValueError("shape")
    if dtype == "object":
        array = numpy.empty(len(body), dtype=object)
        array[:] = body
        return array.reshape(shape)
    if not _NUMERIC.fullmatch(dtype):
        raise ValueError("dtype")
    array = numpy.frombuffer(body, dtype=dtype).reshape(shape).copy()
    if array.dtype.kind == "U" and numpy.any(_code_points(numpy, array) > sys.maxunicode):
        raise ValueError("character")  # numpy would say so only when somebody looks at the text
    return array


def _code_points(numpy: Foreign, texts: Foreign) -> Foreign:
    return numpy.frombuffer(texts.tobytes(), dtype=f"{texts.dtype.byteorder}u4")


def _to_index(pandas: Foreign, dtype: str, name: Foreign, values: Foreign) -> Foreign:
    if dtype == "multi":
        for level in zip(*values, strict=True):
            names(level)
        return pandas.MultiIndex.from_tuples(values, names=name)
    if type(values) is list:
        names(values)
    return pandas.Index(_plain(dtype, values), name=name, dtype=_dtype(dtype))


def _to_series(pandas: Foreign, values: Foreign, **named: Foreign) -> Foreign:
    dtype, items = values
    if dtype == "category":
        names(items)
    return pandas.Series(_plain(dtype, items), dtype=_dtype(dtype), **named)


def _to_frame(pandas: Foreign, columns: Foreign, index: Foreign, values: Foreign) -> object:
    if len(values) > MOST_TABLES:
        raise ValueError("columns")
    rows = _to_index(pandas, *index)
    series = {i: _to_series(pandas, one, index=rows) for i, one in enumerate(values)}
    frame = pandas.DataFrame(series, index=rows)
    frame.columns = _to_index(pandas, *columns)
    return frame


def _plain(dtype: str, values: Foreign) -> Foreign:
    """Return `values`, if dates among them are dates: to guess at 100,000 texts takes minutes."""
    if type(values) is list:
        if dtype.startswith(("datetime", "timedelta")) and str in set(map(type, values)):
            raise ValueError("date")
    elif values.ndim != 1 or values.dtype.kind not in _RAW:
        raise ValueError("values")
    return values


def _dtype(name: str) -> str:
    return name if _DTYPE.fullmatch(name) else "object"
