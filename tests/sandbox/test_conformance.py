"""Both kinds of room, at the level of grading: what crosses, and as what it arrives."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from konexio_cli.grading.interview import Interview
from konexio_cli.grading.raised import LearnerRaised, MissingName
from konexio_cli.model.exercise import Limits
from konexio_cli.model.figure import Axes, Bar, Figure
from konexio_cli.sandbox import folder as room_folder
from konexio_cli.sandbox.room import Room, Rooms

NOTEBOOK = Path(__file__).with_name("learner_notebook.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def room(shared: Room) -> Room:
    assert shared.run(NOTEBOOK, 60).error == ""
    return shared


@pytest.fixture
def learner(room: Room) -> Interview:
    return Interview(room)


def call(learner: Interview, name: str, *args: object) -> object:
    function = learner.get(name)
    assert callable(function)
    answer: object = function(*args)
    return answer


PLAIN = [
    None,
    True,
    False,
    0,
    -1,
    2**53,
    -(2**64),
    10**400,
    0.1,
    -0.0,
    math.inf,
    -math.inf,
    "",
    "price: 12.50 €",
    "مرحبا بالعالم",
    "👩🏽\u200d💻",
    "a\x00b\r\n\u2028",
    "\ud83d alone",
    b"",
    b"\x00\xff",
    [],
    [1, [2, [3]]],
    (),
    (1, "two", (3.0,)),
    {},
    {"a": 1, 2: "b", (3, 4): [5], None: None, 1.5: True},
    {"$": "int", "v": "0x1"},
    set(),
    {1, "a", (2,)},
    frozenset({1, 2}),
    Decimal("0.10"),
    Decimal("-Infinity"),
    date(2024, 2, 29),
    datetime(2024, 2, 29, 23, 59, 59, 999999),  # noqa: DTZ001 - learners write naive times
    datetime(2024, 2, 29, tzinfo=UTC),
    time(12, 30),
    timedelta(days=-1, microseconds=1),
    Fraction(1, 3),
    Fraction(10**40, 7),
    1 + 2j,
    complex(math.inf, -0.0),
]


@pytest.mark.parametrize("value", PLAIN, ids=lambda value: type(value).__name__)
def test_plain_data_goes_there_and_back(learner: Interview, value: object) -> None:
    returned = call(learner, "echo", value)
    assert type(returned) is type(value)
    assert repr(returned) == repr(value) or returned == value
    assert call(learner, "kind", value) == type(value).__name__


def test_nan_goes_there_and_back(learner: Interview) -> None:
    returned = call(learner, "echo", math.nan)
    assert isinstance(returned, float)
    assert math.isnan(returned)


ARRAYS = [
    np.array([[1, 2], [3, 4]], dtype="int32"),
    np.array([1.5, math.nan]),
    np.array(["a", "béta"]),
    np.array([True, False]),
    np.array([None, "x", 1], dtype=object),
    np.array(["2024-02-29"], dtype="datetime64[D]"),
    np.zeros((0, 3)),
]


@pytest.mark.parametrize("array", ARRAYS, ids=lambda array: str(array.dtype))
def test_arrays_go_there_and_back(learner: Interview, array: np.ndarray) -> None:
    returned = call(learner, "echo", array)
    assert isinstance(returned, np.ndarray)
    assert returned.dtype == array.dtype
    np.testing.assert_array_equal(returned, array)


def test_numpy_scalars_arrive_as_plain_numbers(learner: Interview) -> None:
    returned = call(learner, "numpy_numbers")
    assert returned == [3, 2.5, True, "text"]
    assert isinstance(returned, list)
    assert [type(one) for one in returned] == [int, float, bool, str]


SERIES = [
    pd.Series([1, 2, 3], name="count"),
    pd.Series([1.5, None], index=["a", "b"]),
    pd.Series(["x", None, "z"]),
    pd.Series([pd.Timestamp("2024-02-29"), pd.NaT]),
    pd.Series([1, None], dtype="Int64"),
    pd.Series(["a", "b", "a"], dtype="category"),
]


@pytest.mark.parametrize("series", SERIES, ids=lambda series: str(series.dtype))
def test_series_go_there_and_back(learner: Interview, series: pd.Series[Any]) -> None:
    returned = call(learner, "echo", series)
    assert isinstance(returned, pd.Series)
    pd.testing.assert_series_equal(returned, series)


def test_frames_go_there_and_back(learner: Interview) -> None:
    frame = pd.DataFrame(
        {"name": ["Ada", "Bo"], "hours": [1.5, 2.0], "day": pd.to_datetime(["2024-01-01"] * 2)},
        index=pd.Index([10, 20], name="id"),
    )
    returned = call(learner, "echo", frame)
    assert isinstance(returned, pd.DataFrame)
    pd.testing.assert_frame_equal(returned, frame)


def test_grouped_frames_keep_both_levels_of_their_index(learner: Interview) -> None:
    index = pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["letter", "number"])
    returned = call(learner, "echo", pd.DataFrame({"total": [3, 4]}, index=index))
    assert isinstance(returned, pd.DataFrame)
    pd.testing.assert_index_equal(returned.index, index)


def test_a_text_that_lies_about_equality_arrives_as_itself(learner: Interview) -> None:
    returned = call(learner, "lying_text")
    assert type(returned) is str
    assert returned != "anything"
    assert returned == "a lie"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("counted", {"a": 2, "b": 1}),
        ("point", (1, 2)),
        ("colour", 2),
        ("lying_list", [1, 2]),
        ("lying_number", 5),
        ("ordered", {"z": 1}),
    ],
)
def test_subclasses_arrive_as_plain_types(learner: Interview, name: str, plain: object) -> None:
    returned = call(learner, name)
    assert type(returned) is type(plain)
    assert returned == plain


def test_objects_of_learner_classes_stay_and_answer(learner: Interview) -> None:
    cart = call(learner, "new_cart")
    assert cart.add("tea", 3) is None  # type: ignore[attr-defined]  # a stand-in answers any name
    assert cart.total == 3  # type: ignore[attr-defined]  # as above
    assert cart.owner.address.city == "Lyon"  # type: ignore[attr-defined]  # as above
    assert cart.owner.greet("Hi") == "Hi Ada"  # type: ignore[attr-defined]  # as above
    assert len(cart) == 1  # type: ignore[arg-type]  # as above
    assert cart["tea"] == 3  # type: ignore[index]  # as above
    assert list(cart) == ["tea"]  # type: ignore[call-overload]  # as above
    assert str(cart) == "cart of Ada"
    with pytest.raises(KeyError):
        cart["milk"]  # type: ignore[index]  # as above
    with pytest.raises(AttributeError):
        cart.colour  # type: ignore[attr-defined]  # noqa: B018 - as above
    with pytest.raises(TypeError):
        bool(cart)


def test_objects_can_be_given_back(learner: Interview) -> None:
    cart = call(learner, "new_cart")
    assert call(learner, "city_of", cart) == "Lyon"
    assert call(learner, "city_of", call(learner, "echo", cart)) == "Lyon"


def test_methods_and_functions_can_be_kept(learner: Interview) -> None:
    double = call(learner, "times", 2)
    assert callable(double)
    assert double(21) == 42


def test_builtin_exceptions_are_themselves(learner: Interview) -> None:
    with pytest.raises(ZeroDivisionError, match="division by zero"):
        call(learner, "divide", 1, 0)
    with pytest.raises(LookupError):
        call(learner, "find", {}, "a")


def test_learner_exceptions_can_be_named(learner: Interview) -> None:
    too_cheap = learner.get("TooCheap")
    assert isinstance(too_cheap, type)
    with pytest.raises(too_cheap, match="3 is too cheap"):
        call(learner, "refuse", 3)
    with pytest.raises(ValueError, match="cheap"):
        call(learner, "refuse", 3)


@pytest.mark.parametrize("name", ["leave", "interrupt", "skip_the_check", "stop_generators"])
def test_no_exit_ends_the_judge(learner: Interview, name: str) -> None:
    with pytest.raises(LearnerRaised):
        call(learner, name)
    assert call(learner, "echo", 1) == 1


def test_a_name_that_is_not_there_is_missing(learner: Interview) -> None:
    with pytest.raises(MissingName):
        learner.get("price_with_vat")
    assert learner.get("nothing") is None


def test_what_a_call_prints_is_heard(learner: Interview) -> None:
    assert call(learner, "say", "one") is None
    assert call(learner, "say", "two") is None
    assert learner.printed == "one\ntwo\n"


def test_input_reads_planned_lines_then_ends(learner: Interview) -> None:
    learner.typed.extend(["4", "5", "6"])
    assert call(learner, "add_typed") == 9
    assert learner.typed == ["6"]
    with pytest.raises(EOFError):
        call(learner, "add_typed")
    assert learner.printed == ""


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("append", [1], [1, "new"]),
        ("put", {"a": 1}, {"a": 1, "new": 2}),
        ("include", {1}, {1, "new"}),
        ("echo", [1, [2]], [1, [2]]),
    ],
)
def test_a_changed_argument_is_changed_for_the_caller(
    learner: Interview, name: str, before: object, after: object
) -> None:
    argument = copy.deepcopy(before)  # both kinds of room are given the same parameters
    call(learner, name, argument)
    assert argument == after


def test_named_arguments_arrive(learner: Interview) -> None:
    divide: Callable[..., object] = learner.get("divide")  # type: ignore[assignment]  # a stand-in can be called
    assert divide(b=2, a=6) == 3


def test_files_are_read_and_written(learner: Interview, room: Room) -> None:
    assert call(learner, "read", "prices.csv") == "a,1\n"
    room.put("out/later.csv", b"b,2\n")
    assert call(learner, "read", "out/later.csv") == "b,2\n"
    call(learner, "write", "result.txt", "été")
    assert room_folder.read(room.folder, "result.txt") == "été".encode()
    assert "result.txt" in room_folder.names(room.folder)


def test_a_chart_arrives_as_its_data(learner: Interview) -> None:
    chart = call(learner, "chart")
    assert isinstance(chart, Figure)
    assert chart.title == "Month"
    bars, lines = chart.axes
    assert bars.title == "Hours"
    assert (bars.x_label, bars.y_label) == ("day", "hours")
    assert bars.bars == (Bar(-0.4, 0.0, 0.8, 3.0), Bar(0.6, 0.0, 0.8, 5.0))
    assert bars.x_ticks == ("Mon", "Tue")
    assert [(line.x, line.y, line.label) for line in lines.lines] == [((0, 1), (2, 4), "rate")]
    assert lines.legend == ("rate",)


def test_the_axes_of_a_chart_are_the_chart(learner: Interview) -> None:
    chart = call(learner, "only_axes")
    assert isinstance(chart, Figure)
    assert [type(axes) for axes in chart.axes] == [Axes]


def test_a_branch_has_the_names_of_its_room(room: Room) -> None:
    with room.branch() as branch:
        assert call(Interview(branch), "echo", "here") == "here"


def test_two_rooms_are_strangers(rooms: Rooms) -> None:
    one, other = rooms.open({"a.txt": b"1"}, Limits()), rooms.open({}, Limits())
    try:
        one.run("secret = 42", 20)
        with pytest.raises(MissingName):
            Interview(other).get("secret")
        assert Interview(one).get("secret") == 42
        assert room_folder.names(other.folder) == []
    finally:
        one.close()
        other.close()
    assert not one.folder.exists()
