"""A cohort judged by changed graders, aside: who gains and who loses, before anything counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from konexio_cli.cohort.collecting import Found, collect
from konexio_cli.cohort.judgements import Judgements, read_judgements
from konexio_cli.cohort.judging import judged
from konexio_cli.cohort.kept import Identity, Kept, Seen, identity
from konexio_cli.cohort.line import Line
from konexio_cli.cohort.places import submissions_folder
from konexio_cli.cohort.store import Store
from konexio_cli.cohort.work import Tell, Work
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader


@dataclass(frozen=True, slots=True)
class Change:
    """What counts for a submission now, and what another grader says of it."""

    seen: Seen
    old: Line
    new: Line

    @property
    def points(self) -> int:
        """Return how many points the learner gains; below 0 are lost."""
        return self.new.points - self.old.points

    @property
    def gained(self) -> tuple[str, ...]:
        """Return the goals that are reached only now."""
        return _reached_only_in(self.new, self.old)

    @property
    def lost(self) -> tuple[str, ...]:
        """Return the goals that were reached and are not any more."""
        return _reached_only_in(self.old, self.new)

    @property
    def matters(self) -> bool:
        """Whether the learner would notice."""
        same = (self.points, self.new.possible, self.new.verdict, self.new.goals)
        return same != (0, self.old.possible, self.old.verdict, self.old.goals)


class Regrading:
    """The submissions of a cohort whose grader has changed."""

    def __init__(self, cohort: Path, store: Store, work: Work) -> None:
        self._store = store
        self._work = work
        self._judgements: Judgements = read_judgements(cohort)
        self._files = {one.file: one for one in collect(submissions_folder(cohort))}
        self._graders: dict[str, str] = {}

    def outdated(self) -> list[Kept]:
        """Return what counts and was judged by another grader than the one of now.

        Raise KonexioError when an exercise or a grader is missing or not whole.
        """
        return [kept for kept in self._store.all(newest=True) if self._is_outdated(kept)]

    def grade(self, outdated: Sequence[Kept], tell: Tell) -> None:
        """Grade those that the changed graders have not judged yet. What counts stays."""
        todo = {
            one.seen.file: one
            for one in outdated
            if one.seen.file in self._files and self._store.grade(self._named(one)) is None
        }

        def keep(lines: Sequence[Line]) -> None:
            # A file that was saved again since it was graded waits for its own grade.
            self._store.keep_aside(
                line
                for line in lines
                if not line.problem and line.submission_sha256 == todo[line.file].seen.sha256
            )
            tell(lines)

        found = [self._found(one) for one in todo.values()]
        if found:
            self._work.grade([found], keep, len(found))

    def changes(self, outdated: Sequence[Kept]) -> Iterator[Change]:
        """Yield what would change, as people's judgements leave it; what has no new grade is not."""
        for one in outdated:
            new = self._store.grade(self._named(one))
            if new is None or one.line is None:
                continue
            mine = replace(new, learner=one.seen.learner, file=one.seen.file)
            said = self._judgements.of(one.seen.learner, new.exercise, new.round)
            yield Change(one.seen, one.line, judged(mine, said))

    def apply(self, changes: Sequence[Change]) -> None:
        """Let the new grades count from now on: all of them, or none."""
        self._store.apply((one.seen, identity(one.new)) for one in changes)

    def _is_outdated(self, kept: Kept) -> bool:
        line = kept.line
        if line is None or line.problem:
            return False
        return line.grader_sha256 != self._grader(line.exercise)

    def _grader(self, exercise: str) -> str:
        if exercise not in self._graders:
            work = self._work
            read = read_exercise(work.exercises, exercise)
            self._graders[exercise] = read_grader(work.graders, work.exercises, read).sha256
        return self._graders[exercise]

    def _named(self, kept: Kept) -> Identity:
        assert kept.line
        line = kept.line
        return Identity(kept.seen.sha256, line.exercise, line.round, self._grader(line.exercise))

    def _found(self, kept: Kept) -> Found:
        return replace(self._files[kept.seen.file], learner=kept.seen.learner)


def _reached_only_in(one: Line, other: Line) -> tuple[str, ...]:
    return tuple(
        goal for goal, verdict in one.goals.items() if verdict == "passed" != other.goals.get(goal)
    )
