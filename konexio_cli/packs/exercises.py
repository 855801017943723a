"""Exercises, packs and courses: folders of files read into values."""

from __future__ import annotations

import hashlib
from pathlib import Path

from konexio_cli.durable import regular_files
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import (
    Course,
    Exercise,
    Goal,
    Kind,
    Limits,
    Pack,
    Question,
    Round,
)
from konexio_cli.model.grader import Check, Grader
from konexio_cli.model.language import Language, Translated
from konexio_cli.packs import shapes
from konexio_cli.packs.checks import visible_checks
from konexio_cli.packs.files import read_file
from konexio_cli.packs.mistakes import read_mistakes
from konexio_cli.packs.starters import demand_own_names, read_starter
from konexio_cli.packs.texts import hints_of, read_translated
from konexio_cli.packs.toml_file import read_toml

_DATA_BYTES = 32 << 20


def read_course(root: Path) -> Course:
    """Return the course in `root`. Raise KonexioError naming what is missing or wrong."""
    shape = read_toml(root / "course.toml", shapes.CourseShape)
    packs = tuple(read_pack(root, name) for name in shape.packs)
    return Course(translated(shape.title), packs, shape.version or "")


def read_pack(root: Path, name: str) -> Pack:
    """Return one pack of the course in `root`, without reading its exercises."""
    shape = read_toml(root / name / "pack.toml", shapes.PackShape)
    return Pack(
        name=name,
        title=translated(shape.title),
        version=shape.version,
        exercises=tuple(f"{name}/{one}" for one in shape.exercises),
        requires=tuple(shape.requires),
    )


def read_exercise(root: Path, exercise_id: str) -> Exercise:
    """Return the exercise `<pack>/<name>` in `root`. Raise KonexioError if it is not whole."""
    folder = root / exercise_id
    shape = read_shape(root, exercise_id)
    rounds, notes = _read_rounds(folder)
    budget, questions = _read_questions(folder)
    return Exercise(
        id=exercise_id,
        kind=Kind(shape.kind),
        title=translated(shape.title),
        skills=tuple(shape.skills),
        minutes=shape.minutes,
        difficulty=shape.difficulty,
        goals=tuple(_goal(one) for one in shape.goals),
        rounds=rounds,
        limits=Limits(**shape.limits.model_dump()),
        requires=tuple(shape.requires),
        libraries=tuple(shape.libraries),
        questions=questions,
        question_budget=budget,
        notes=notes,
        known=read_mistakes(folder),
    )


def read_shape(root: Path, exercise_id: str) -> shapes.ExerciseShape:
    """Return what the exercise.toml of an exercise says, without reading its other files."""
    path = root / exercise_id / "exercise.toml"
    if not path.is_file():
        raise KonexioError("exercise-unknown", exercise=exercise_id)
    return read_toml(path, shapes.ExerciseShape)


def practice_checks(exercise: Exercise) -> tuple[Check, ...]:
    """Return the visible checks of an exercise, each with its round."""
    return tuple(
        check for one in exercise.rounds for check in visible_checks(one.starter, one.number)
    )


def practice_grader(exercise: Exercise) -> Grader:
    """Return the grader that a learner has: the visible checks, and digests of known mistakes."""
    checks = practice_checks(exercise)
    text = "\0".join(f"{check.name}\0{check.source}" for check in checks)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Grader(exercise.id, checks, sha256, known=exercise.known)


def read_data(folder: Path) -> dict[str, bytes]:
    """Return the regular files of a `data/` folder by name; {} when there is none."""
    if folder.is_symlink() or not folder.is_dir():
        return {}
    return {
        path.relative_to(folder).as_posix(): read_file(path, _DATA_BYTES)
        for path in sorted(regular_files(folder))
        # An installer compiles the programs among the data: what it made is nobody's data.
        if "__pycache__" not in path.parts
    }


def _read_rounds(folder: Path) -> tuple[tuple[Round, ...], tuple[str, ...]]:
    places = [folder, *(place for place in [folder / "round2"] if place.is_dir())]
    read = [_read_round(place, number) for number, place in enumerate(places, 1)]
    rounds = tuple(one for one, _ in read)
    demand_own_names([cell for one in rounds for cell in one.starter], folder)
    return rounds, tuple(note for _, notes in read for note in notes)


def _read_round(folder: Path, number: int) -> tuple[Round, tuple[str, ...]]:
    brief, stale_brief = read_translated(folder, "brief")
    hints, stale_hints = read_translated(folder, "hints")
    return (
        Round(
            number=number,
            brief=brief,
            hints=hints_of(hints, folder),
            starter=read_starter(folder / "starter.ipynb"),
            data=read_data(folder / "data"),
        ),
        stale_brief + stale_hints,
    )


def _read_questions(folder: Path) -> tuple[int, tuple[Question, ...]]:
    if not (folder / "questions.toml").is_file():
        return 0, ()
    shape = read_toml(folder / "questions.toml", shapes.QuestionsShape)
    return shape.budget, tuple(
        Question(one.kind, translated(one.text), translated(one.answer)) for one in shape.questions
    )


def _goal(shape: shapes.GoalShape) -> Goal:
    example = None if shape.example is None else translated(shape.example)
    return Goal(
        shape.name,
        shape.points,
        translated(shape.title),
        example,
        shape.round,
        shape.proof,
        shape.optional,
    )


def translated(texts: shapes.Texts) -> Translated:
    """Return a table of texts as one text in several languages."""
    return Translated(
        {Language(key): text for key, text in texts.model_dump().items() if text is not None}
    )
