"""`konexio pack preview`: an exercise as a learner of one language gets it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises, Graders
from konexio_cli.cli.output import Result, show

if TYPE_CHECKING:
    from konexio_cli.model.exercise import Exercise, Round


def preview(
    ctx: typer.Context,
    exercise: Annotated[str, typer.Argument()],
    exercises: Exercises = None,
    graders: Graders = None,
    notebook: Annotated[Path | None, typer.Option("--out")] = None,
) -> int:
    """Show what a learner gets: brief, goals, hints, messages and notebook."""
    from konexio_cli.durable import write_atomically
    from konexio_cli.packs.exercises import read_course, read_exercise
    from konexio_cli.packs.graders import read_grader
    from konexio_cli.packs.library import (
        embedded_course,
        exercises_folder,
        graders_folder,
        one_named,
    )

    asked: Asked = ctx.obj
    ours = exercises_folder(exercises, Path.cwd(), embedded_course())
    found = read_exercise(ours, one_named(read_course(ours), exercise))
    grader = read_grader(graders_folder(graders, Path.cwd()), ours, found)
    mistakes = {m.message for one in found.rounds for m in grader.mistakes(one.number)}
    text = _notebook(found, asked)
    if notebook is not None:
        write_atomically(notebook, text)
    shown = _Preview(found, sorted(mistakes), text, asked)
    after = asked.texts.say("preview.next" if notebook is None else "preview.open", file=notebook)
    return show(
        Result(
            "pack preview",
            shown.data(),
            tuple(shown.lines()),
            notes=tuple(shown.fallbacks()),
            next_step=after,
        ),
        asked,
    )


def _notebook(exercise: Exercise, asked: Asked) -> str:
    """Return the notebook as it stands in a workspace once every round is open."""
    from konexio_cli.cli.learner.notebooks import labels
    from konexio_cli.packs.compose import add_round, compose

    text = compose(exercise, asked.language, labels(asked.texts))
    for _ in exercise.rounds[1:]:
        text = add_round(text.encode(), exercise, asked.language, labels(asked.texts))
    return text


@dataclass(frozen=True, slots=True)
class _Preview:
    """An exercise in one language, for people and for programs."""

    exercise: Exercise
    mistakes: list[str]
    notebook: str
    asked: Asked

    def lines(self) -> Iterator[str]:
        """Give all texts, in the order in which a learner meets them."""
        texts, language, exercise = self.asked.texts, self.asked.language, self.exercise
        yield f"{exercise.title.into(language)} ({exercise.id})"
        yield texts.say("next.facts", minutes=exercise.minutes, difficulty=exercise.difficulty)
        for one in exercise.rounds:
            yield from self._round(one)
        if exercise.questions:
            yield self._heading("questions")
            for question in exercise.questions:
                yield f"{question.text.into(language)}"
                yield f"   {texts.say('ask.answer')} {question.answer.into(language)}"
        yield self._heading("messages")
        for name in self.mistakes:
            yield f"{name}: {texts.misconception(name)}"
        yield self._heading("notebook")
        for cell in self._cells():
            yield f"[{cell['name']}, {cell['role']}]\n{cell['source']}\n"

    def _round(self, one: Round) -> Iterator[str]:
        texts, language = self.asked.texts, self.asked.language
        yield self._heading("brief", number=one.number)
        yield one.brief.into(language)
        yield self._heading("goals", number=one.number)
        for goal in self.exercise.goals:
            if goal.round == one.number:
                yield texts.count("preview.goal", goal.points, title=goal.title.into(language))
                if goal.example:
                    yield f"   {goal.example.into(language)}"
        yield self._heading("hints", number=one.number)
        for hint in one.hints:
            yield f"{hint.step}. {hint.text.into(language)}"

    def _heading(self, key: str, **facts: object) -> str:
        return f"\n{self.asked.texts.say(f'preview.{key}', **facts).upper()}"

    def _cells(self) -> list[dict[str, object]]:
        from konexio_cli.packs.notebooks import parse

        cells = parse(self.notebook.encode(), Path(f"{self.exercise.name}.ipynb")).cells
        return [
            {"name": c.name, "role": c.role, "code": c.is_code, "source": c.source} for c in cells
        ]

    def fallbacks(self) -> Iterator[str]:
        """Give a note for each text that this language has not, or has too old."""
        from konexio_cli.authoring.gates import texts

        say, language = self.asked.texts.say, self.asked.language
        for what, text in texts(self.exercise):
            if language not in text.texts:
                yield say(
                    "problems.language-missing", file=self.exercise.id, what=what, language=language
                )
        for note in self.exercise.notes:
            if f".{language}." in note:
                yield say("problems.translation-stale", file=note)

    def data(self) -> dict[str, object]:
        """Return the same for programs."""
        language, exercise = self.asked.language, self.exercise
        return {
            "exercise": exercise.id,
            "language": language,
            "title": exercise.title.into(language),
            "goals": [
                {"name": g.name, "points": g.points, "round": g.round}
                | {"title": g.title.into(language)}
                | {"example": g.example.into(language) if g.example else ""}
                for g in exercise.goals
            ],
            "rounds": [
                {
                    "brief": one.brief.into(language),
                    "hints": [hint.text.into(language) for hint in one.hints],
                }
                for one in exercise.rounds
            ],
            "questions": [
                {
                    "kind": one.kind,
                    "text": one.text.into(language),
                    "answer": one.answer.into(language),
                }
                for one in exercise.questions
            ],
            "messages": {name: self.asked.texts.misconception(name) for name in self.mistakes},
            "cells": self._cells(),
        }
