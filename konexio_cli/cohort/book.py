"""A cohort's gradebook, put together from what the store keeps and the settings say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from konexio_cli.cohort.kept import Kept, Seen
from konexio_cli.cohort.lateness import Lateness, lateness
from konexio_cli.cohort.line import Line
from konexio_cli.cohort.platforms import numbered, settings_of
from konexio_cli.cohort.refusals import Refusals
from konexio_cli.cohort.settings import Settings
from konexio_cli.cohort.store import FILE, Store
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise, Goal, Proof
from konexio_cli.model.gradebook import GoalMark, Gradebook, Mark
from konexio_cli.model.language import Language, Translated
from konexio_cli.model.verdict import Verdict
from konexio_cli.packs.exercises import read_course, read_exercise


def open_gradebook(cohort: Path, exercises: Path) -> Gradebook:
    """Return the gradebook of a cohort's folder; `exercises` is the course that was graded.

    What platforms call its learners is on it, as far as their downloads told.
    Raise KonexioError when nothing was graded there yet.
    """
    if not (cohort / FILE).is_file():
        raise KonexioError("cohort-not-graded", folder=cohort)
    course = read_course(exercises)
    with Store(cohort) as store:
        settings = settings_of(cohort, store, course.exercises)
        kept = list(store.all(newest=True))
        due = set(settings.due).union(*(group.due for group in settings.groups.values()))
        wanted = due | {one.line.exercise for one in kept if one.line}
        known = [read_exercise(exercises, one) for one in course.exercises if one in wanted]
        kept += [_refused(line) for line in Refusals(store).lines(settings)]
        book = gradebook(kept, settings, known, course.title.into(settings.language))
        return numbered(book, store, settings)


def _refused(line: Line) -> Kept:
    """Return a file that was handed in and not taken: nobody knows when."""
    return Kept(
        Seen(line.learner, line.file, "", datetime.fromtimestamp(0, UTC), timed=False), line
    )


def gradebook(
    kept: Iterable[Kept], settings: Settings, exercises: Sequence[Exercise], title: str
) -> Gradebook:
    """Return the gradebook of submissions that count; `title` is for a cohort without one."""
    collected = _Collected(settings, {one.id: one for one in exercises})
    for one in kept:
        collected.add(one)
    ids = list(dict.fromkeys([*settings.learners, *collected.ids]))
    learners = tuple(settings.learner_or_new(one) for one in ids)
    due = {
        (who, one.id): moment
        for who in ids
        for one in exercises
        if (moment := settings.due_for(who, one.id))
    }
    return Gradebook(
        title=settings.title or title,
        exercises=tuple(exercises),
        learners=learners,
        marks=collected.marks,
        due=due,
        loose=tuple(collected.loose),
        waiting=collected.waiting,
    )


@dataclass(slots=True)
class _Collected:
    """What counts, gathered one submission after the other."""

    settings: Settings
    exercises: Mapping[str, Exercise]
    ids: list[str] = field(default_factory=list)
    marks: dict[tuple[str, str], Mark] = field(default_factory=dict)
    loose: list[Mark] = field(default_factory=list)
    waiting: int = 0

    def add(self, one: Kept) -> None:
        # At the top of a folder lies what is nobody's: it has no learner to be marked.
        who = self.settings.learner_or_new(one.seen.learner).id if one.seen.learner else ""
        self.ids += [who] if who else []
        if one.line is None:
            self.waiting += 1
            return
        mark = self._mark(who, one.line, one.seen)
        known = self.marks.get((who, mark.exercise))
        if not who or mark.exercise not in self.exercises:
            self.loose.append(mark)
        elif known is None or _counts_before(mark, known):
            self.marks[who, mark.exercise] = mark
            self.loose += [known] if known and known.problem else []
        elif mark.problem:
            self.loose.append(mark)

    def _mark(self, who: str, line: Line, seen: Seen) -> Mark:
        late = Lateness()
        if seen.timed:
            late = lateness(self.settings, who, line.exercise, seen.at)
        return Mark(
            learner=who,
            exercise=line.exercise,
            round=line.round,
            verdict=Verdict(line.verdict),
            earned=line.points,
            points=float(late.after(line.points)),
            possible=line.possible,
            goals=_goals(line, self.exercises.get(line.exercise)),
            message=line.message,
            evidence=line.evidence,
            submitted=seen.at if seen.timed else None,
            late_days=late.days,
            file=line.file,
            submission_sha256=line.submission_sha256,
            grader_sha256=line.grader_sha256,
            comment=line.judged.get("", {}).get("comment", ""),
            stopped=tuple(f"{e['error']}: {e['source_line']}" for e in line.cell_errors),
            notes=tuple(line.notes),
            problem=line.problem,
            facts=line.facts,
        )


def _counts_before(mark: Mark, known: Mark) -> bool:
    """Whether `mark` counts rather than `known`: what has a grade, then the later round."""
    return (not mark.problem, mark.round) > (not known.problem, known.round)


def _goals(line: Line, exercise: Exercise | None) -> tuple[GoalMark, ...]:
    """Return the line's goals as the exercise has them now; one that is gone keeps its name."""
    known = {goal.name: goal for goal in exercise.goals} if exercise else {}
    return tuple(
        GoalMark(
            known.get(name) or _gone(name, line.proofs.get(name)),
            Verdict(verdict),
            **line.judged.get(name, {}),
        )
        for name, verdict in line.goals.items()
    )


def _gone(name: str, proof: str | None) -> Goal:
    return Goal(name, 0, Translated({Language.EN: name}), proof=Proof(proof or Proof.TESTS))
