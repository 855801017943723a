"""No stronger word than what is proved, and no word that is ever lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.portfolio.journal import Journal
from konexio_cli.portfolio.sent import Event, Sent, State

EXERCISE = "m01/price-with-vat"
FIRST = Event(EXERCISE, 1, "a" * 64, State.WRITTEN, "2026-03-01T12:00:00+00:00", "outbox/x")


@pytest.fixture
def sent(tmp_path: Path) -> Sent:
    return Sent(Journal(tmp_path / "journal.db"))


def later(event: Event, state: State, at: str = "2026-03-02T12:00:00+00:00") -> Event:
    return replace(event, state=state, at=at, place=f"a {state} place")


def test_the_strongest_word_of_the_newest_work_counts(sent: Sent) -> None:
    for state in State:
        assert sent.record([later(FIRST, state)]) == 1
        standing = sent.standings()[EXERCISE, 1]
        assert (standing.word.state, standing.word.place) == (state, f"a {state} place")
    assert sent.record([later(FIRST, State.WRITTEN, "2026-03-09T12:00:00+00:00")]) == 1
    assert sent.standings()[EXERCISE, 1].word.state is State.GRADED


def test_a_new_version_begins_anew_and_the_old_grade_stays(sent: Sent) -> None:
    graded = replace(later(FIRST, State.GRADED), verdict="failed", points=1, possible=4)
    sent.record([FIRST, graded])
    new = replace(FIRST, sha256="b" * 64)
    sent.record([new])
    standing = sent.standings()[EXERCISE, 1]
    assert (standing.handed_in, standing.word, standing.graded) == (new, new, graded)


def test_a_clock_that_jumps_back_makes_no_old_work_new(sent: Sent) -> None:
    new = replace(FIRST, sha256="b" * 64, at="1999-01-01T00:00:00+00:00")
    sent.record([FIRST])
    sent.record([new])
    assert sent.standings()[EXERCISE, 1].handed_in == new


def test_an_old_answer_that_comes_late_does_not_count(sent: Sent) -> None:
    new = replace(later(FIRST, State.GRADED), points=4, possible=4)
    old = replace(later(FIRST, State.GRADED, "2026-03-01T13:00:00+00:00"), points=1, possible=4)
    sent.record([FIRST, new])
    sent.record([old])
    standing = sent.standings()[EXERCISE, 1]
    assert (standing.word, standing.graded) == (new, new)


def test_what_another_device_sent_stands_too(sent: Sent) -> None:
    sent.record([later(FIRST, State.RECEIVED)])
    assert sent.standings()[EXERCISE, 1].word.state is State.RECEIVED


def test_the_first_trainer_and_the_next(sent: Sent) -> None:
    assert sent.trainers() == {}
    sent.trust("did:key:z1", "Kampala", "2026")
    sent.trust("did:key:z2", "Paris", "2026")
    assert sent.trainers() == {"did:key:z1": "Kampala", "did:key:z2": "Paris"}


EVENTS = st.lists(
    st.builds(
        Event,
        exercise=st.sampled_from(["a/b", "c/d"]),
        round=st.integers(1, 2),
        sha256=st.sampled_from(["0" * 64, "1" * 64]),
        state=st.sampled_from(State),
        at=st.sampled_from(["2026-01-01", "2026-01-02", "2026-01-03"]),
        place=st.text(st.characters(codec="utf-8"), max_size=5),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(events=EVENTS)
def test_any_history_tells_only_what_was_kept(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event]
) -> None:
    sent = Sent(Journal(tmp_path_factory.mktemp("sent") / "journal.db"))
    for event in events:
        sent.record([event])
    assert sent.record(events) == 0
    standings = sent.standings()
    assert set(standings) == {(event.exercise, event.round) for event in events}
    for standing in standings.values():
        assert standing.word in events
        assert standing.handed_in in events
        assert standing.word.sha256 == standing.handed_in.sha256
        assert standing.graded is None or standing.graded.state is State.GRADED
