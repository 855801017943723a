"""What a cohort's credentials say, in each learner's language."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from konexio_cli.cohort.certifiable import Completed
from konexio_cli.cohort.line import reached
from konexio_cli.cohort.settings import Learner
from konexio_cli.credentials.claim import Claim, Kind, Reached
from konexio_cli.credentials.holder import Holder, holder_of
from konexio_cli.model.exercise import Course, Proof
from konexio_cli.model.exercise import Kind as ExerciseKind
from konexio_cli.model.language import Language
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.clean import one_line

_LABELS = {
    Evidence.TRAINER_GRADED: "certify.graded",
    Evidence.TRAINER_CONFIRMED: "certify.confirmed",
}


@dataclass(frozen=True, slots=True)
class Valid:
    """From when, and until when if there is an end; both have a time zone."""

    since: datetime
    until: datetime | None = None


def task_claim(done: Completed, learner: Learner, course: Course, valid: Valid) -> Claim:
    """Return the claim of one completed exercise, in the learner's language."""
    texts = Texts(learner.language)
    exercise, work = done.exercise, done.work
    version = next(pack.version for pack in course.packs if pack.name == exercise.pack)
    goals = tuple(_reached(done, texts))
    facts = {"exercise": work.place, "version": version, "sha": work.grader_sha256}
    return Claim(
        id=uuid.uuid4().urn,
        kind=Kind.TASK,
        code=exercise.id,
        version=version,
        title=one_line(exercise.title.into(learner.language)),
        description=texts.say("certify.task"),
        criteria="\n".join(
            [texts.say("certify.criteria", **facts), *_beside(done, texts), ""]
            + [f"- {goal.title}: {goal.label}" for goal in goals]
        ),
        language=learner.language,
        label=texts.say(_LABELS[work.evidence]),
        works=done.works,
        holder=_holder(learner),
        valid_from=valid.since,
        valid_until=valid.until,
        goals=goals,
    )


def course_claim(
    done: Sequence[Completed], learner: Learner, course: Course, valid: Valid
) -> Claim:
    """Return the claim of the whole course. `done` is each of its exercises, in its order."""
    texts = Texts(learner.language)
    works = tuple(work for one in done for work in one.works)
    weakest = min(works, key=lambda work: tuple(Evidence).index(work.evidence)).evidence
    facts = {"number": len(done), "version": course.version}
    return Claim(
        id=uuid.uuid4().urn,
        kind=Kind.COURSE,
        code=one_line(course.title.into(Language.EN)),
        version=course.version,
        title=one_line(course.title.into(learner.language)),
        description=texts.say("certify.course"),
        criteria=texts.say("certify.course_criteria", **facts),
        language=learner.language,
        label=texts.say(_LABELS[weakest]),
        works=works,
        holder=_holder(learner),
        valid_from=valid.since,
        valid_until=valid.until,
    )


def _beside(done: Completed, texts: Texts) -> Iterator[str]:
    """Say whether the files of a client task are covered: only what was handed in can be."""
    if done.exercise.kind is ExerciseKind.TASK:
        number = len(done.work.files)
        key = "certify.files" if number else "certify.no_files"
        yield texts.say(key, number=number)


def missing_of(done: Iterable[Completed], course: Course) -> list[str]:
    """Return the exercises of the course that a learner has not completed, in its order."""
    have = {one.exercise.id for one in done}
    return [one for one in course.exercises if one not in have]


def in_order(done: Iterable[Completed], course: Course) -> list[Completed]:
    """Return a learner's work in the course's order."""
    by_id = {one.exercise.id: one for one in done}
    return [by_id[one] for one in course.exercises if one in by_id]


def _holder(learner: Learner) -> Holder:
    return holder_of([learner.name, learner.id, *learner.also])


def _reached(done: Completed, texts: Texts) -> Iterator[Reached]:
    """Give the goals that were reached, and those that still wait for a trainer's word."""
    found = reached(done.line)
    for goal in done.exercise.goals_of(done.work.round):
        title = one_line(goal.title.into(texts.language))
        verdict = done.line.goals.get(goal.name, Verdict.NOT_RUN)
        if proof := found.get(goal.name):
            key = "site.proofs.trainer" if proof is Proof.TRAINER else f"proofs.{proof}"
            yield Reached(title, proof, texts.say(key))
        elif verdict == Verdict.NOT_RUN and goal.proof is Proof.TRAINER:
            yield Reached(title, goal.proof, texts.say("proofs.trainer"), provisional=True)
