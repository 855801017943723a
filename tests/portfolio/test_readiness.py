"""Which client tasks are within reach: what is required and not passed stands in the way."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.model.exercise import Exercise, Kind
from konexio_cli.model.language import Language, Translated
from konexio_cli.model.verdict import Evidence
from konexio_cli.packs.exercises import read_course, read_exercise
from konexio_cli.portfolio.readiness import readiness

ROOT = Path(__file__).parents[2] / "exercises"
COURSE = [read_exercise(ROOT, one) for one in read_course(ROOT).exercises]
IDS = [one.id for one in COURSE]
EVIDENCE = st.dictionaries(st.sampled_from(IDS), st.sampled_from(list(Evidence)))


def made(
    name: str, *requires: str, kind: Kind = Kind.SKILL, skills: tuple[str, ...] = ()
) -> Exercise:
    title = Translated({Language.EN: name})
    return Exercise(name, kind, title, skills, 10, 1, (), (), requires=requires)


def test_a_task_waits_for_what_its_requirements_require() -> None:
    course = [
        made("m/a", skills=("text",)),
        made("m/b", "m/a", skills=("files",)),
        made("c/t", "m/b", kind=Kind.TASK, skills=("dates",)),
    ]
    found = readiness(course, {})
    assert (found.tasks[0].missing, found.next) == (("m/a", "m/b"), "m/a")
    found = readiness(course, {"m/a": Evidence.SELF_CHECKED})
    assert (found.tasks[0].missing, found.next) == (("m/b",), "m/b")
    both = {"m/a": Evidence.SELF_CHECKED, "m/b": Evidence.TRAINER_GRADED}
    found = readiness(course, both)
    assert (found.tasks[0].is_open, found.next) == (True, "c/t")
    assert found.skills == {"dates": None, "files": Evidence.TRAINER_GRADED}
    found = readiness(course, both | {"c/t": Evidence.SELF_CHECKED})
    assert (found.tasks[0].done, found.tasks[0].is_open, found.next) == (True, False, "")


@given(EVIDENCE, st.sampled_from(IDS), st.sampled_from(list(Evidence)))
def test_more_work_never_takes_a_task_away(
    passed: dict[str, Evidence], more: str, evidence: Evidence
) -> None:
    before = readiness(COURSE, passed)
    after = readiness(COURSE, {more: evidence} | passed)
    assert after.proved >= before.proved
    for old, new in zip(before.tasks, after.tasks, strict=True):
        assert set(new.missing) <= set(old.missing)
    assert before.next not in passed
    assert (before.next == "") is all(task.done for task in before.tasks)
