"""What people say goes before the machine's grade, and stays whatever grader comes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.cohort.alone import alone
from konexio_cli.cohort.judgement_file import write_judgement
from konexio_cli.cohort.judgements import FILE, Judgement, Judgements, read_judgements
from konexio_cli.cohort.judging import judged
from konexio_cli.cohort.kept import Seen, identity
from konexio_cli.cohort.line import Line
from konexio_cli.cohort.marking import mark, work_of
from konexio_cli.cohort.settings import Learner, Settings
from konexio_cli.cohort.store import Store
from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language

GOALS = {"sum": 2, "round": 3, "bonus": 1, "tone": 0, "story": 0}
NOW = datetime(2026, 11, 27, tzinfo=UTC)
VERDICTS = st.sampled_from(["passed", "failed", "error", "missing"])


def line(**verdicts: str) -> Line:
    """Return a line with these verdicts of its checks; goals of trainers have none."""
    tested = {"sum": "passed", "round": "failed", "bonus": "failed"} | verdicts
    counted = {tested["sum"], tested["round"]}
    order = ("error", "missing", "failed", "passed")
    return Line(
        "amina",
        "amina/x.ipynb",
        "c1/x",
        verdict=next(one for one in order if one in counted),
        points=sum(GOALS[goal] for goal, verdict in tested.items() if verdict == "passed"),
        possible=6,
        evidence="trainer-graded",
        submission_sha256="ab" * 32,
        grader_sha256="g1",
        goals={**tested, "tone": "not_run", "story": "not_run"},
        proofs=dict.fromkeys(tested, "tests") | {"tone": "trainer", "story": "trainer"},
        worth=GOALS,
        optional=["bonus"],
        checks=[{"goal": goal, "verdict": verdict} for goal, verdict in tested.items()],
    )


def said(goal: str = "", **what: object) -> Judgement:
    return Judgement("amina", "c1/x", goal=goal, **what)  # type: ignore[arg-type]  # of a test


def anything() -> st.SearchStrategy[Judgement]:
    return st.builds(
        said,
        st.sampled_from([*GOALS, "", "unheard"]),
        met=st.none() | st.booleans(),
        points=st.none() | st.integers(0, 9),
        comment=st.text(max_size=9),
        submission=st.sampled_from(["", "abab", "cd"]),
    )


@given(st.lists(anything(), unique_by=lambda one: one.goal), VERDICTS, VERDICTS, VERDICTS)
def test_points_are_those_of_the_goals(
    told: list[Judgement], first: str, second: str, third: str
) -> None:
    before = line(sum=first, round=second, bonus=third)
    after = judged(before, told)
    assert 0 <= after.points <= after.possible
    counts = {one.goal: one for one in told if one.decides and one.submission != "cd"}
    for goal in set(GOALS) - set(counts):
        assert after.goals[goal] == before.goals[goal]
    earned = 0
    for goal, worth in GOALS.items():
        one = counts.get(goal)
        if one is None:
            earned += worth if before.goals[goal] == "passed" else 0
        else:
            earned += (worth if one.met else 0) if one.points is None else min(one.points, worth)
    assert after.points == earned
    assert (after.verdict == before.verdict) or counts


@given(anything())
def test_said_twice_is_said_once(one: Judgement) -> None:
    assert Judgements([one, one]).of("amina", "c1/x", 1) == (one,)
    assert Judgements([replace(one, met=True), one]).of("amina", "c1/x", 1) == (one,)
    assert Judgements([one]).of("amina", "c1/x", 2) == ()


def test_a_goal_that_is_met_may_make_it_pass() -> None:
    met = judged(line(), [said("round", met=True)])
    assert (met.verdict, met.points, met.goals["round"]) == ("passed", 5, "passed")
    assert judged(line(sum="error"), [said("round", met=True)]).verdict == "error"
    part = judged(line(), [said("round", points=1)])
    assert (part.verdict, part.points, part.goals["round"]) == ("failed", 3, "failed")


def test_a_goal_that_is_not_met_ends_a_pass_unless_it_is_optional() -> None:
    whole = line(round="passed")
    assert judged(whole, [said("tone", met=False)]).verdict == "failed"
    assert judged(whole, [said("bonus", met=False)]).verdict == "passed"
    assert judged(
        replace(whole, form_errors=[{"code": "x"}]), [said("tone", met=True)]
    ).verdict == ("failed")


def test_it_is_confirmed_when_every_goal_of_trainers_is() -> None:
    one, both = [said("tone", met=True)], [said("tone", met=True), said("story", met=True)]
    assert judged(line(), one).evidence == "trainer-graded"
    assert judged(line(), both).evidence == "trainer-confirmed"
    assert judged(line(), [*one, said("story", met=False)]).evidence == "trainer-graded"
    assert judged(line(), [*one, said("story", comment="Good!")]).evidence == "trainer-graded"


def test_what_was_said_of_another_file_is_noted_and_counts_nothing() -> None:
    after = judged(line(), [said("tone", met=True, submission="cd"), said("gone", met=True)])
    assert after == replace(line(), notes=["judged-earlier:tone", "judged-unknown:gone"])


def keep(store: Store, one: Line) -> Seen:
    seen = Seen(one.learner, one.file, one.submission_sha256, NOW)
    store.see([seen])
    store.keep([(seen, one)])
    return seen


def test_the_store_gives_what_people_said_and_another_grader_changes_nothing(
    tmp_path: Path,
) -> None:
    with Store(tmp_path) as store:
        seen = keep(store, line())
        work = work_of(store, Settings(), "amina", "x")
        after = mark(tmp_path, store, work, said("round", met=True, comment="By hand: right."))
        assert (after.points, after.verdict) == (5, "passed")
        ((row, _),) = next(iter(store.rows()))
        (kept,) = store.all()
        assert kept.line == after
        assert row.score
        assert (row.score.points, row.score.verdict) == (5, "passed")
        assert "judged-comment:round: By hand: right." in after.notes

        other = replace(line(sum="failed"), grader_sha256="g2")
        store.keep_aside([other])
        (kept,) = store.all()
        assert kept.line == replace(after, notes=["regrade-waits", *after.notes])
        store.apply([(seen, identity(other))])
        (kept,) = store.all()
        assert kept.line
        assert (kept.line.points, kept.line.goals["round"]) == (3, "passed")
        assert "regrade-waits" not in kept.line.notes


def handed_in(store: Store, file: str, sha256: str, day: int) -> None:
    one = replace(line(), file=file, submission_sha256=sha256)
    seen = Seen(one.learner, file, sha256, NOW + timedelta(days=day))
    store.see([seen])
    store.keep([(seen, one)])


def notes_by_file(store: Store) -> dict[str, list[str]]:
    return {one.line.file: one.line.notes for one in store.all() if one.line}


def test_nothing_waits_for_a_file_that_a_newer_one_replaced(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        for day, sha256 in enumerate(("aa", "bb", "cc")):
            handed_in(store, f"{day}.ipynb", sha256, day)
        store.keep_aside(
            replace(line(), submission_sha256=one, grader_sha256="g2") for one in ("aa", "cc")
        )
        assert notes_by_file(store) == {
            "0.ipynb": [],
            "1.ipynb": [],
            "2.ipynb": ["regrade-waits"],
        }
        mark(tmp_path, store, work_of(store, Settings(), "amina", "x"), said("tone", met=True))
        handed_in(store, "3.ipynb", "dd", 3)
        # The one that was judged keeps the word; the one that counts now waits for it.
        assert notes_by_file(store) == {
            "0.ipynb": [],
            "1.ipynb": [],
            "2.ipynb": ["judged-goal:tone"],
            "3.ipynb": ["judged-earlier:tone"],
        }


def test_an_earlier_round_can_be_judged_too(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        first = replace(line(), file="first.ipynb", submission_sha256="ef" * 32)
        keep(store, first)
        keep(store, replace(line(), round=2))
        assert work_of(store, Settings(), "amina", "x").line.round == 2
        work = work_of(store, Settings(), "amina", "x", 1)
        assert work.line.submission_sha256 == first.submission_sha256
        mark(tmp_path, store, work, said("tone", met=True))
        rounds = {one.line.round: one.line.goals["tone"] for one in store.all() if one.line}
        assert (rounds[1], rounds[2] == "passed") == ("passed", False)
    (tmp_path / "other").mkdir()
    with Store(tmp_path / "other") as store:
        keep(store, first)
        with pytest.raises(KonexioError, match="judgement-of-no-round"):
            work_of(store, Settings(), "amina", "x", 2)


@pytest.mark.parametrize(
    ("judgement", "code"),
    [
        (said("tona", met=True), "judgement-goal-near"),
        (said("zzz", met=True), "judgement-goal-unknown"),
        (said(met=True), "judgement-without-goal"),
        (said("tone"), "judgement-empty"),
        (said("round", points=4), "judgement-points"),
        (said("tone", points=1), "judgement-points"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, judgement: Judgement, code: str) -> None:
    with Store(tmp_path) as store:
        keep(store, line())
        work = work_of(store, Settings(), "amina", "c1/x")
        with pytest.raises(KonexioError) as caught:
            mark(tmp_path, store, work, judgement)
        with pytest.raises(KonexioError) as nothing:
            work_of(store, Settings(), "bilal", "m02/loops")
        with pytest.raises(KonexioError) as almost:
            work_of(store, Settings(), "anima", "c1/x")
    assert nothing.value.code == "judgement-of-nothing"
    assert almost.value.code == "judgement-of-nothing-near"
    assert almost.value.facts["near"] == "amina c1/x"
    assert caught.value.code == code
    assert not (tmp_path / FILE).exists()


def test_the_file_is_a_persons_own(tmp_path: Path) -> None:
    text = (
        "# Our evening class.\nformat = 1\n\n[[judgements]]\n"
        'learner = "amina"   # she asked for time\nexercise = "c1/x"\ngoal = "tone"\nmet = false\n'
    )
    (tmp_path / FILE).write_text(text, "utf-8")
    write_judgement(tmp_path, said("tone", met=True, comment='مرحبا "x"\n# y'))
    write_judgement(tmp_path, said(comment="All well."))
    written = (tmp_path / FILE).read_text("utf-8")
    assert "# Our evening class." in written
    assert 'learner = "amina"   # she asked for time' in written
    assert read_judgements(tmp_path).of("amina", "c1/x", 1) == (
        said("tone", met=True, comment='مرحبا "x"\n# y'),
        said(comment="All well."),
    )


@given(st.lists(anything().filter(lambda one: one.submission != "cd"), max_size=4))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, told: list[Judgement]
) -> None:
    folder = tmp_path_factory.mktemp("judged")
    for one in told:
        write_judgement(folder, one)
    found = set(read_judgements(folder).of("amina", "c1/x", 1))
    assert found == set(Judgements(told).of("amina", "c1/x", 1))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "format = 1\n[[judgements]]\nlearner = 'a'\nexercise = 'm01/x'\nmett = true\n",
            "toml-key-near",
        ),
        ("format = 1\n[[judgements]]\nlearner = 'a'\n", "toml-key-missing"),
        (
            "format = 1\n[[judgements]]\nlearner = 'a'\nexercise = 'm01/x'\npoints = -1\n",
            "toml-value-least",
        ),
        ("format = [", "toml-broken"),
    ],
)
def test_a_slip_in_the_file_is_told_and_nothing_is_written(
    tmp_path: Path, text: str, code: str
) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    for act in (read_judgements, lambda folder: write_judgement(folder, said("tone", met=True))):
        with pytest.raises(KonexioError) as caught:
            act(tmp_path)
        assert caught.value.code == code
    assert (tmp_path / FILE).read_text("utf-8") == text


def test_two_who_judge_at_once_both_keep_their_word(tmp_path: Path) -> None:
    goals = [f"goal-{number}" for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: write_judgement(tmp_path, said(one, met=True)), goals))
    kept = read_judgements(tmp_path).of("amina", "c1/x", 1)
    assert {one.goal for one in kept} == set(goals)


def test_people_judge_while_the_cohort_is_graded(tmp_path: Path) -> None:
    with alone(tmp_path):
        write_judgement(tmp_path, said("tone", met=True))
    assert read_judgements(tmp_path).of("amina", "c1/x", 1)


@pytest.mark.parametrize(
    ("learner", "exercise", "near"),
    [
        ("Amina", "x", "fern c1/x"),  # a part of a name that nobody else has
        ("fren", "x", "fern c1/x"),
        ("fern", "y", ""),
        ("Amina Z", "x", ""),
        ("Alice", "x", "al c1/x"),
        ("nobody at all", "x", ""),
    ],
)
def test_who_may_be_meant_is_somebody_of_that_name(
    tmp_path: Path, learner: str, exercise: str, near: str
) -> None:
    names = {"fern": "Amina Benali", "al": "Alice Martin"}
    people = [Learner(one, name, Language.EN) for one, name in names.items()]
    settings = Settings(
        learners={one.id: one for one in people},
        by_name={name: one for one in people for name in one.names},
    )
    with Store(tmp_path) as store:
        for one in people:
            keep(store, replace(line(), learner=one.id, file=f"{one.id}/x.ipynb"))
        with pytest.raises(KonexioError) as caught:
            work_of(store, settings, learner, exercise)
    assert caught.value.facts.get("near", "") == near
