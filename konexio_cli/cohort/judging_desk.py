"""The works that wait for people, and what is said of each: a goal after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from konexio_cli.cohort.judgements import Judgement, Judgements, read_judgements
from konexio_cli.cohort.marking import Work, mark, works
from konexio_cli.cohort.places import submissions_folder
from konexio_cli.cohort.platforms import settings_of
from konexio_cli.cohort.pseudonyms import shuffled
from konexio_cli.cohort.store import Store
from konexio_cli.packs.notebooks import parse, read_bytes


@dataclass(frozen=True, slots=True)
class Task:
    """A goal of a learner's work that only people can judge; `learner` is what is shown."""

    learner: str
    work: Work
    goal: str
    said: Judgement

    @property
    def decided(self) -> bool:
        """Whether somebody has judged it."""
        return self.said.decides


class JudgingDesk:
    """All such goals of a cohort. With `anonymous`, nobody's name is shown."""

    def __init__(self, cohort: Path, store: Store, *, anonymous: bool = False) -> None:
        self._cohort = cohort
        self._store = store
        self._folder = submissions_folder(cohort)
        self._settings = settings_of(cohort, store)
        found = works(store)
        names = [name for one in self._settings.learners.values() for name in one.names.values()]
        self._hidden = shuffled([one.learner for one in found], names) if anonymous else None
        judgements = read_judgements(cohort)
        self.tasks = [task for work in found for task in self._tasks(work, judgements)]

    def say(self, number: int, judgement: Judgement) -> Task:
        """Keep what is said of the goal of a task, and return the task as it is now.

        A comment stays when a decision comes, and the other way round.
        """
        task = self.tasks[number]
        said = replace(
            judgement,
            goal=task.goal,
            comment=judgement.comment or task.said.comment,
            met=task.said.met if judgement.met is None else judgement.met,
        )
        line = mark(self._cohort, self._store, task.work, said)
        work = replace(task.work, line=line)
        self.tasks[number] = replace(task, work=work, said=said)
        return self.tasks[number]

    def text(self, task: Task) -> str:
        """Return the cells of a work as text. Raise KonexioError when its file is gone."""
        path = self._folder / task.work.line.file
        cells = parse(read_bytes(path), path).cells
        text = "\n\n".join(cell.source for cell in cells if cell.is_code)
        return self._hidden.without_names(text) if self._hidden else text

    def _tasks(self, work: Work, judgements: Judgements) -> list[Task]:
        line = work.line
        said = {
            one.goal: one
            for one in judgements.of(work.learner, line.exercise, line.round)
            if line.submission_sha256.startswith(one.submission)
        }
        shown = self._hidden.of(work.learner) if self._hidden else self._name(work.learner)
        nothing = Judgement(work.learner, line.exercise, line.round)
        return [
            Task(shown, work, goal, said.get(goal, replace(nothing, goal=goal)))
            for goal, proof in line.proofs.items()
            if proof == "trainer"
        ]

    def _name(self, learner: str) -> str:
        return self._settings.learner_or_new(learner).name if learner else ""
