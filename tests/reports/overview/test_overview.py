"""Who needs help, where a cohort is stuck, what is late: rules on small books."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.model.exercise import Exercise
from konexio_cli.model.gradebook import GoalMark, Gradebook, Mark
from konexio_cli.model.language import Language
from konexio_cli.model.verdict import Verdict
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.overview import times
from konexio_cli.reports.overview.dues import dues
from konexio_cli.reports.overview.helping import needing_help
from konexio_cli.reports.overview.stuck import stuck
from konexio_cli.reports.pages.heat_map import heat_map
from tests.books import NOW, book, exercises, learners

TODO = exercises(4)
WHO = learners(4)
DAY = timedelta(days=1)


def mark(who: int, what: int, verdict: Verdict = Verdict.PASSED, **more: object) -> Mark:
    exercise = TODO[what]
    goals = tuple(GoalMark(goal, verdict) for goal in exercise.goals)
    one = Mark(WHO[who].id, exercise.id, verdict=verdict, goals=goals, submitted=NOW - DAY)
    return replace(one, **more)  # type: ignore[arg-type]  # fields of it


def of(*marks: Mark, due: dict[tuple[int, int], datetime] | None = None) -> Gradebook:
    dates = {(WHO[who].id, TODO[what].id): when for (who, what), when in (due or {}).items()}
    return Gradebook("T", TODO, WHO, {(m.learner, m.exercise): m for m in marks}, dates)


def helped(found: Gradebook) -> list[str]:
    return [one.learner.id for one in needing_help(found, NOW)]


def test_who_passes_needs_no_help_and_who_hands_in_nothing_does() -> None:
    assert helped(of(mark(0, 0), mark(1, 0), mark(2, 0))) == [WHO[3].id]


def test_who_is_behind_with_a_quarter_needs_help_two_at_least() -> None:
    everyone = [mark(who, 0) for who in range(4)]
    one_open = [*everyone, mark(0, 1, Verdict.FAILED)]
    two_open = [*one_open, mark(0, 2, Verdict.FAILED)]
    assert helped(of(*one_open)) == []
    assert helped(of(*two_open)) == [WHO[0].id]


def test_missing_work_weighs_more_than_open_work() -> None:
    everyone = [mark(who, 0) for who in range(4)]
    open_work = [mark(0, 1, Verdict.FAILED), mark(0, 2, Verdict.FAILED)]
    late = {(1, 1): NOW - DAY, (1, 2): NOW - DAY, (2, 1): NOW + DAY}
    assert helped(of(*everyone, *open_work, due=late)) == [WHO[1].id, WHO[0].id]


def test_silence_counts_up_to_the_last_submission_of_the_cohort() -> None:
    old = [
        *(mark(who, 0, submitted=NOW - 100 * DAY) for who in range(4)),
        mark(1, 1, Verdict.FAILED, submitted=NOW - 100 * DAY),
    ]
    assert helped(of(*old)) == []
    assert helped(of(*old, mark(0, 1, submitted=NOW - 90 * DAY))) == [WHO[1].id]


def test_whose_only_notebook_is_damaged_needs_help() -> None:
    everyone = [mark(who, 0) for who in range(3)]
    (found,) = needing_help(of(*everyone, mark(3, 0, problem="notebook-damaged")), NOW)
    assert (found.learner.id, found.nothing, found.refused) == (WHO[3].id, True, True)


def test_whose_file_was_refused_has_not_handed_in_nothing() -> None:
    refused = Mark(WHO[3].id, "", problem="archive-not-one")
    found = replace(of(*(mark(who, 0) for who in range(3))), loose=(refused,))
    rows = heat_map(found, Texts(Language.EN), NOW).groups
    tiles = {row.learner.id: row.tiles[0] for _, those in rows for row in those}
    assert tiles[WHO[3].id].sign == "unreadable"
    assert tiles[WHO[3].id].words.endswith("no notebook could be read")


def test_work_without_a_time_is_no_silence() -> None:
    """Moodle's and Canvas's downloads tell no time at all."""
    everyone = [mark(who, 0, submitted=None) for who in range(3)]
    behind = [mark(0, what, Verdict.FAILED, submitted=None) for what in (1, 2)]
    found = needing_help(of(*everyone, *behind), NOW)
    assert {one.learner.id: one.nothing for one in found} == {WHO[0].id: False, WHO[3].id: True}


def test_whose_files_were_all_refused_is_told_apart_from_who_sent_none() -> None:
    refused = Mark(WHO[3].id, "", problem="archive-damaged")
    found = needing_help(replace(of(mark(0, 0), mark(1, 0)), loose=(refused,)), NOW)
    told = {one.learner.id: (one.nothing, one.refused) for one in found}
    assert told == {WHO[2].id: (True, False), WHO[3].id: (True, True)}


def test_one_learner_alone_does_not_make_a_cohort_stuck() -> None:
    assert stuck(of(mark(0, 0, Verdict.FAILED))) == []


def test_a_stuck_goal_tells_how_many_and_what_is_seen_most() -> None:
    found = stuck(
        of(
            mark(0, 1, Verdict.FAILED, message="boundary"),
            mark(1, 1, Verdict.FAILED, message="boundary"),
            mark(2, 1, Verdict.FAILED, message="naive-csv"),
            mark(3, 1),
            mark(0, 0),
        )
    )
    goals = [one for one in TODO[1].goals if not one.optional]
    assert [(one.exercise, one.graded, one.message, one.seen) for one in found] == [
        (TODO[1], 4, "boundary", 2)
    ]
    assert [(one.goal, one.open) for one in found[0].goals] == [(goal, 3) for goal in goals]


def test_late_and_missing_are_counted_by_exercise() -> None:
    due = {(who, 0): NOW - DAY for who in range(4)} | {(3, 0): NOW + DAY}
    found = dues(of(mark(0, 0), mark(1, 0, late_days=2), due=due), NOW)
    assert [(one.in_time, one.late, one.missing, one.due) for one in found] == [
        (1, 1, 1, NOW - DAY)
    ]


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), min_size=1, max_size=16))  # noqa: DTZ001 - the zone is put to it below
def test_bars_count_every_submission_once(moments: list[datetime]) -> None:
    marks = [
        mark(number % 4, number // 4, submitted=moment.replace(tzinfo=UTC))
        for number, moment in enumerate(moments)
    ]
    found = of(*marks, due={(0, 0): NOW})
    days, hours = times.by_day(found), times.by_hour(found)
    assert days is not None
    assert sum(days.counts) == sum(hours) == len(moments)
    assert days.counts[0] > 0
    assert days.counts[-1] > 0
    assert len(days.counts) <= 70
    assert Counter(hours) == Counter(
        Counter(moment.hour for moment in moments)[hour] for hour in range(24)
    )


def minutes(one: Exercise) -> int:
    return one.minutes


def test_minutes_are_those_of_what_is_passed() -> None:
    found = of(mark(0, 0), mark(0, 1), mark(1, 0), mark(2, 0, Verdict.FAILED))
    assert times.minutes_in_all(found) == sum(map(minutes, TODO))
    assert times.median_minutes_passed(found) == round(TODO[0].minutes / 2)
    assert times.by_day(of()) is None


def test_a_whole_class_is_told_in_order() -> None:
    found = needing_help(book(40, 12), NOW)
    weights = [2 * len(one.overdue) + len(one.open) for one in found]
    assert weights == sorted(weights, reverse=True)
    assert all(one.needed for one in found)
