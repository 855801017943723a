"""What comes next, and what comes back: true for every course and every history."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.model.exercise import Course, Pack
from konexio_cli.model.language import Language, Translated
from konexio_cli.portfolio.repetition import Practice, next_new, to_repeat

TITLE = Translated({Language.EN: "x"})
NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)
ONCE = Practice(days=1, misses=0, hints=0, last=NOW - 7 * DAY)

Requires = dict[str, tuple[str, ...]]


@st.composite
def courses(draw: st.DrawFn, *, circles: bool = False) -> tuple[Course, Requires]:
    """Draw a course, with requirements that point back unless there may be circles."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    names = [[f"p{p}/e{e}" for e in range(size)] for p, size in enumerate(sizes)]
    ids = [one for pack in names for one in pack]
    packs = []
    for number, exercises in enumerate(names):
        known = range(len(names)) if circles else range(number)
        chosen = draw(st.sets(st.sampled_from(list(known)))) if known else set()
        needs = tuple(f"p{one}" for one in sorted(chosen))
        packs.append(Pack(f"p{number}", TITLE, "1", tuple(exercises), needs))
    requires = {}
    for place, one in enumerate(ids):
        known_ids = [*(ids if circles else ids[:place]), "elsewhere/x"]
        requires[one] = tuple(draw(st.sets(st.sampled_from(known_ids), max_size=3)))
    return Course(TITLE, tuple(packs)), requires


def choose(course: Course, requires: Requires, done: set[str]) -> str:
    return next_new(course, done.__contains__, lambda one: requires[one])


@given(courses(), st.data())
def test_what_comes_next_is_not_done_and_requires_nothing_open(
    made: tuple[Course, Requires], data: st.DataObject
) -> None:
    course, requires = made
    done = data.draw(st.sets(st.sampled_from(course.exercises)))
    chosen = choose(course, requires, done)
    assert (chosen == "") == (done >= set(course.exercises))
    if chosen:
        pack = next(one for one in course.packs if chosen in one.exercises)
        before = {e for one in course.packs if one.name in pack.requires for e in one.exercises}
        assert chosen not in done
        assert before | (set(requires[chosen]) & set(course.exercises)) <= done


@given(courses(circles=True))
def test_the_road_ends_whatever_requires_what(made: tuple[Course, Requires]) -> None:
    course, requires = made
    done: set[str] = set()
    for _ in course.exercises:
        chosen = choose(course, requires, done)
        assert chosen in set(course.exercises) - done
        done.add(chosen)
    assert choose(course, requires, done) == ""


@given(courses(), st.data())
def test_the_first_that_is_open_is_chosen(
    made: tuple[Course, Requires], data: st.DataObject
) -> None:
    course, requires = made
    done = data.draw(st.sets(st.sampled_from(course.exercises)))
    free = Course(TITLE, tuple(replace(pack, requires=()) for pack in course.packs))
    open_ones = [one for one in course.exercises if one not in done]
    first = next((one for one in open_ones if not set(requires[one]) & set(open_ones)), "")
    assert choose(free, requires, done) == first


PRACTICES = st.builds(
    Practice,
    days=st.integers(1, 400),
    misses=st.integers(0, 1000),
    hints=st.integers(0, 3),
    last=st.datetimes(datetime(2020, 1, 1), datetime(2026, 6, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is given beside it
)


@given(courses(), st.data())
def test_what_comes_back_was_done_and_has_rested(
    made: tuple[Course, Requires], data: st.DataObject
) -> None:
    course, _ = made
    practice = data.draw(st.dictionaries(st.sampled_from(course.exercises), PRACTICES))
    chosen = to_repeat(course, practice, NOW)
    assert chosen == to_repeat(course, dict(reversed(practice.items())), NOW)
    rested = {one for one, how in practice.items() if NOW - how.last >= how.rest}
    assert (chosen in rested) if rested else (chosen == "")


@given(PRACTICES)
def test_a_rest_is_a_day_at_least_and_grows_with_days_that_it_passed(how: Practice) -> None:
    again = replace(how, days=how.days + 1)
    harder = replace(how, misses=how.misses + 1)
    assert DAY <= how.rest <= again.rest
    assert DAY <= harder.rest <= how.rest


def test_a_week_then_two_and_sooner_when_it_was_hard() -> None:
    assert [replace(ONCE, days=days).rest / DAY for days in (1, 2, 3)] == [7, 14, 28]
    rests = [replace(ONCE, misses=misses, hints=1).rest for misses in (0, 1, 5, 50)]
    assert [rest / DAY for rest in rests] == [3.5, 7 / 3, 1, 1]
    assert all(one >= other for one, other in pairwise(rests))


@pytest.mark.parametrize(("hours", "chosen"), [(-1, ""), (0, "p0/e0"), (100, "p0/e0")])
def test_nothing_comes_back_before_its_rest(hours: int, chosen: str) -> None:
    course = Course(TITLE, (Pack("p0", TITLE, "1", ("p0/e0", "p0/e1")),))
    when = NOW + timedelta(hours=hours)
    assert to_repeat(course, {"p0/e0": ONCE}, when) == chosen


def test_the_hard_one_comes_before_the_old_one() -> None:
    course = Course(TITLE, (Pack("p0", TITLE, "1", ("p0/old", "p0/hard")),))
    practice = {
        "p0/old": replace(ONCE, last=NOW - 9 * DAY),
        "p0/hard": replace(ONCE, misses=2, hints=1, last=NOW - 6 * DAY),
    }
    assert to_repeat(course, practice, NOW) == "p0/hard"
