from __future__ import annotations

import contextlib
import json
import math
import tracemalloc
from datetime import UTC
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.sandbox.decoding import Decoder
from konexio_cli.sandbox.encoding import Encoder
from konexio_cli.sandbox.wire import MAX_DEPTH, Handle, Json, WireError, dumps, loads

TAGS = [
    *("int", "float", "str", "bytes", "decimal", "datetime", "date", "time", "timedelta"),
    *("tuple", "set", "frozenset", "dict", "fraction", "complex", "handle"),
    *("ndarray", "scalar", "frame", "series", "index", "missing", "figure", "no-such-tag"),
]

texts = st.text(st.characters())  # lone surrogates too
atoms = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | texts
    | st.binary()
    | st.decimals(allow_nan=False)
    | st.fractions()
    | st.complex_numbers(allow_nan=False)
    | st.dates()
    | st.datetimes()
    | st.datetimes(timezones=st.just(UTC))
    | st.times()
    | st.timedeltas()
)
keys = st.recursive(
    st.none() | st.booleans() | st.integers() | texts | st.binary() | st.dates() | st.fractions(),
    lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=3),
    max_leaves=4,
)
plain = st.recursive(
    atoms,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(keys, inner, max_size=4)
        | st.sets(keys, max_size=4)
        | st.frozensets(keys, max_size=4)
    ),
    max_leaves=20,
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
    | st.sampled_from(["int64", "object", "<f8", "0x1", "1e999999999", "NaT", "multi", "<U4"])
)
forms = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(texts, inner, max_size=3)
        | st.fixed_dictionaries({"$": st.sampled_from(TAGS), "v": inner})
        | st.fixed_dictionaries({"$": st.sampled_from(TAGS), "v": st.lists(inner, max_size=5)})
    ),
    max_leaves=30,
)
# A failing example is written down as a test, not kept aside; a slow machine is no failure.
thorough = settings(database=None, deadline=None, max_examples=300)


def crossed(value: object) -> object:
    return Decoder(_no_handle)(loads(dumps(Encoder(_no_keep)(value))))


def _no_handle(handle: Handle) -> object:
    raise AssertionError(handle)


def _no_keep(value: object) -> Handle:
    raise AssertionError(value)


def same(one: object, other: object) -> bool:
    """Return whether both are the same plain data: types too, and nan is nan."""
    if type(one) is not type(other):
        return False
    match one, other:
        case ([*ours], [*theirs]):
            return len(ours) == len(theirs) and all(map(same, ours, theirs))
        case dict(), dict():
            return same(list(one.items()), list(other.items()))
        case float(), float():
            return (math.isnan(one) and math.isnan(other)) or repr(one) == repr(other)
    return one == other


@thorough
@given(plain)
def test_plain_data_crosses_unchanged(value: object) -> None:
    assert same(crossed(value), value)


@thorough
@given(forms)
def test_no_form_makes_the_decoder_fail_in_another_way(form: Json) -> None:
    with contextlib.suppress(WireError):
        Decoder(lambda handle: handle)(form)


@thorough
@given(st.binary() | texts.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_make_loads_fail_in_another_way(frame: bytes) -> None:
    with contextlib.suppress(WireError):
        loads(frame)


@pytest.mark.parametrize(
    "frame",
    [
        b"[" * 100_000,
        b"NaN",
        b"[Infinity]",
        b"1" * 5_000,
        b"\xff\xfe",
        b'{"id": 1',
        b"",
    ],
    ids=lambda frame: repr(frame[:12]),
)
def test_what_is_not_json_is_refused(frame: bytes) -> None:
    with pytest.raises(WireError):
        loads(frame)


@pytest.mark.parametrize(
    "form",
    [
        {"$": "int"},
        {"$": "int", "v": "12"},
        {"$": "int", "v": 12},
        {"$": "int", "v": "0x1", "more": 1},
        {"$": "float", "v": "1.5"},
        {"$": "bytes", "v": "?"},
        {"$": "decimal", "v": "one"},
        {"$": "fraction", "v": [1, 0]},
        {"$": "fraction", "v": ["1e999999999", None]},
        {"$": "fraction", "v": [1]},
        {"$": "timedelta", "v": []},
        {"$": "set", "v": [[]]},
        {"$": "dict", "v": [[[], 1]]},
        {"$": "handle", "v": [1, "x", 1, ""]},
        {"$": "handle", "v": [True]},
        {"$": "ndarray", "v": ["object", [-1], []]},
        {"$": "ndarray", "v": ["<f8", [10**9, 10**9], {"$": "bytes", "v": ""}]},
        {"$": "ndarray", "v": ["O", [1], {"$": "bytes", "v": "AAAAAAAAAAA="}]},
        {"$": "ndarray", "v": ["<U1", [1], {"$": "bytes", "v": "AAARAA=="}]},
        {"$": "ndarray", "v": [">U1", [1], {"$": "bytes", "v": "ABEAAA=="}]},
        {"$": "missing", "v": "all"},
        {"$": "figure", "v": []},
        {"$": "eval", "v": "1"},
        {"v": 1},
        {},
    ],
    ids=json.dumps,
)
def test_a_form_that_describes_nothing_is_refused(form: Json) -> None:
    with pytest.raises(WireError):
        Decoder(lambda handle: handle)(form)


def test_what_is_nested_too_deeply_is_refused_on_both_sides() -> None:
    value: Json = 1
    for _ in range(MAX_DEPTH + 1):
        value = [value]
    with pytest.raises(WireError):
        Encoder(_no_keep)(value)
    with pytest.raises(WireError):
        Decoder(_no_handle)(value)


def test_a_list_within_itself_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(WireError):
        Encoder(_no_keep)(endless)


def test_an_object_of_any_other_class_is_kept_and_found_again() -> None:
    kept: list[object] = []

    def keep(value: object) -> Handle:
        kept.append(value)
        return Handle(len(kept) - 1, type(value).__name__)

    form = Encoder(keep)({"path": PurePosixPath("a")})
    found = Decoder(lambda handle: kept[handle.number])(loads(dumps(form)))
    assert found == {"path": PurePosixPath("a")}


def test_a_dictionary_that_looks_like_a_tag_stays_a_dictionary() -> None:
    disguised = {"$": "handle", "v": [0, "x", False, ""]}
    assert crossed(disguised) == disguised


NUMBERS: list[Json] = [{"$": "int", "v": hex(1 << 70 | n)} for n in range(10_001)]
TEXTS: list[Json] = [str(n) for n in range(10_001)]
EMPTY: Json = {"$": "series", "v": [None, ["object", None, []], ["object", []]]}


def index(kind: str, items: list[Json]) -> Json:
    return {"$": "index", "v": [kind, [None] if kind == "multi" else None, items]}


def column(kind: str, items: list[Json]) -> Json:
    rows: Json = ["object", None, [None] * len(items)]
    return {"$": "series", "v": [None, rows, [kind, items]]}


@pytest.mark.parametrize(
    "form",
    [
        index("object", NUMBERS),
        index("category", NUMBERS),
        index("multi", [{"$": "tuple", "v": [n]} for n in NUMBERS]),
        column("category", NUMBERS),
        [EMPTY] * 10_001,
        {
            "$": "frame",
            "v": [["object", None, []], ["object", None, []], [["object", []]] * 10_001],
        },
    ],
    ids=["names", "kinds", "levels", "categories", "tables", "columns"],
)
def test_what_takes_tables_long_is_refused(form: Json) -> None:
    with pytest.raises(WireError):
        Decoder(_no_handle)(form)


@pytest.mark.parametrize(
    "form",
    [
        index("str", TEXTS),
        index("multi", [{"$": "tuple", "v": [n]} for n in TEXTS]),
        column("category", TEXTS),
        column("object", NUMBERS),
        [EMPTY] * 100,
    ],
    ids=["names", "levels", "categories", "values", "tables"],
)
def test_long_tables_of_texts_and_numbers_arrive(form: Json) -> None:
    decoder = Decoder(_no_handle)
    for _ in range(2):
        assert decoder(form) is not None


@settings(database=None, deadline=None, max_examples=100)
@given(forms, st.integers(1, 2_000))
def test_a_form_many_times_over_takes_memory_in_proportion(form: Json, times: int) -> None:
    frame = dumps([form] * times)[: 1 << 20]
    tracemalloc.start()
    try:
        with contextlib.suppress(WireError):
            Decoder(lambda handle: handle)(loads(frame))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # Pandas loads much of itself at the first table; later a table has two kilobytes.
    assert peak < (64 << 20) + 100 * len(frame)
