"""Fingerprints and what they tell: symmetric, bounded, nothing for what all have."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.cohort.similar.groups import Groups
from konexio_cli.cohort.similar.passages import lines_of, passages
from konexio_cli.cohort.similar.rarity import likenesses, similarity, weights
from konexio_cli.cohort.similar.statements import Token
from konexio_cli.cohort.similar.winnowing import GRAM, WINDOW, all_grams, fingerprints
from konexio_cli.cohort.similar.written import Written, written

from .programs import Function, Style, functions, styles

# Whole programs are made and compared: a few of them say what many would.
FEW = settings(max_examples=25)
CALLS = st.lists(st.sampled_from(["sum", "len", "max", "round", "sorted", "-", "+"]), max_size=60)


def unit(words: list[str]) -> tuple[Token, ...]:
    return tuple(Token(word, 0) for word in words)


def by(learner: str, program: list[Function], style: Style | None = None) -> Written:
    return written(learner, f"{learner}/x.ipynb", [(style or Style()).cell(program)])


def different(number: int) -> list[Function]:
    """Return a program that nobody else writes: every line of it has another number."""
    lines = tuple((0, f"{{a}} = {{b}} + {number}_{n}") for n in range(12))
    return [Function("f", lines)]


@given(CALLS, CALLS, CALLS, st.lists(st.sampled_from("xyz"), min_size=10, max_size=20))
def test_a_run_that_both_have_gives_a_fingerprint_in_common(
    one: list[str], two: list[str], three: list[str], run: list[str]
) -> None:
    assert len(run) >= GRAM + WINDOW - 1
    ours, theirs = [unit([*one, *run, *two])], [unit([*three, *run, *one])]
    assert fingerprints(ours, frozenset()).keys() & fingerprints(theirs, frozenset()).keys()


@given(CALLS)
def test_what_was_given_leaves_no_fingerprint(given_words: list[str]) -> None:
    own = [unit(given_words)]
    assert fingerprints(own, all_grams(own)) == {}


@given(CALLS)
def test_fingerprints_are_few_and_at_their_places(words: list[str]) -> None:
    own = [unit(words)]
    found = fingerprints(own, frozenset())
    assert len(found) <= max(len(words) - GRAM + 1, 0)
    assert bool(found) is (len(words) >= GRAM)
    for gram, place in found.items():
        assert gram in all_grams([own[0][place.token : place.token + GRAM]])


@FEW
@given(st.lists(functions(), min_size=2, max_size=6))
def test_similarity_is_symmetric_and_between_0_and_1(programs: list[list[Function]]) -> None:
    cohort = [by(str(number), program) for number, program in enumerate(programs)]
    told = weights(cohort)
    assert all(weight >= 0 for weight in told.values())
    for one in cohort:
        for other in cohort:
            found = similarity(one, other, told)
            assert 0 <= found <= 1
            assert found == similarity(other, one, told)
            assert one is not other or not found or found == 1


@FEW
@given(functions(), st.lists(styles(), min_size=2, max_size=8))
def test_what_everybody_has_tells_nothing(program: list[Function], worn: list[Style]) -> None:
    cohort = [by(str(number), program, style) for number, style in enumerate(worn)]
    assert set(weights(cohort).values()) <= {0.0}
    assert likenesses(cohort) == []


@FEW
@given(styles(), st.integers(10, 40))
def test_a_disguised_copy_is_the_only_pair(style: Style, learners: int) -> None:
    cohort = [by(str(number), different(number)) for number in range(learners)]
    cohort.append(by("copy", different(3), style))
    (pair,) = likenesses(cohort)
    assert (pair.one, pair.other, pair.similarity) == (3, learners, 1.0)


def test_the_order_of_a_cohort_changes_no_pair() -> None:
    cohort = [by(str(number % 7), different(number % 9)) for number in range(30)]
    last = len(cohort) - 1
    ahead = {(pair.one, pair.other): pair.bits for pair in likenesses(cohort)}
    behind = {(last - p.other, last - p.one): p.bits for p in likenesses(cohort[::-1])}
    assert ahead == behind
    assert all(cohort[one].person != cohort[other].person for one, other in ahead)


def test_two_versions_of_one_learner_are_no_pair() -> None:
    cohort = [by(str(number), different(number)) for number in range(20)]
    assert likenesses([*cohort, by("3", different(3))]) == []


def test_a_cohort_of_one_or_none() -> None:
    assert likenesses([]) == likenesses([by("1", different(1))]) == []


@FEW
@given(styles())
def test_passages_are_the_lines_that_both_have(style: Style) -> None:
    one = by("1", [*different(1), *different(2)])
    other = by("2", [*different(3), *different(1)], style)
    told = dict.fromkeys([*one.prints, *other.prints], 5.0)
    # The heads of all functions are alike, too.
    passage = max(passages(one, other, told), key=lambda found: found.length)
    assert lines_of(one, passage.one, passage.length) == set(range(13))
    marked = lines_of(other, passage.other, passage.length)
    own = [line for line in other.lines if " 1" in line.partition("+")[2]]
    assert {n for n, line in enumerate(other.lines) if line in own} <= marked


def test_groups_join_whom_pairs_join() -> None:
    groups = Groups()
    pairs = [("a", "b"), ("c", "d"), ("a", "b"), ("e", "f"), ("b", "c"), ("a", "d")]
    assert [groups.join(*pair) for pair in pairs] == [True, True, False, True, True, False]
    assert [groups.of(one) for one in "abcdefx"] == [1, 1, 1, 1, 2, 2, 0]
