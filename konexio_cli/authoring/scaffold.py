"""A new exercise: small real content on both sides, for an author to replace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import tomlkit
from pydantic import TypeAdapter, ValidationError

from konexio_cli.durable import regular_files, write_atomically
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Kind
from konexio_cli.packs.exercises import read_course
from konexio_cli.packs.files import read_text
from konexio_cli.packs.shapes import ExerciseId
from konexio_cli.packs.skills import FILE as SKILLS
from konexio_cli.packs.skills import read_skills
from konexio_cli.packs.texts import version_of

# The names of a grader's files never stand in the wheel, not even as an example.
_NAMES = {"checks.ipynb": "grader.ipynb", "known": "attempts"}
_USUAL_SKILL = "functions"
_PACK = """\
format = 1
version = "0.1.0"
title = {{ en = "{title}", fr = "{title}" }}
exercises = ["{exercise}"]
"""


def scaffold(name: str, kind: Kind, exercises: Path, graders: Path) -> tuple[Path, ...]:
    """Write the exercise `<pack>/<name>` and its grader, name them in their lists; return all files.

    A pack that does not exist is made, too. Raise KonexioError when the name is not right, or
    when there is such an exercise on either side.
    """
    read_course(exercises)  # lists that do not read are not added to
    pack, exercise = _parts(name)
    for folder in (exercises / name, graders / name):
        if folder.exists():
            raise KonexioError("exercise-exists", exercise=name, folder=folder)
    words = {"title": exercise.replace("-", " ").capitalize(), "skill": _skill(exercises)}
    template = Path(str(files("konexio_cli.authoring"))) / "templates" / kind
    made = [
        *_copy(template / "learner", exercises / name, words),
        *_copy(template / "trainer", graders / name, words),
    ]
    # Last, so that what is interrupted is an exercise too much, never a course that is broken.
    made.append(_in_pack(exercises, pack, exercise))
    _add(exercises / "course.toml", "packs", pack)
    return tuple(made)


def _parts(name: str) -> tuple[str, str]:
    try:
        pack, _, exercise = TypeAdapter(ExerciseId).validate_python(name).partition("/")
    except ValidationError:
        raise KonexioError("exercise-id", exercise=name) from None
    return pack, exercise


def _skill(exercises: Path) -> str:
    known = read_skills(exercises) if (exercises / SKILLS).is_file() else {_USUAL_SKILL: ""}
    return _USUAL_SKILL if _USUAL_SKILL in known else next(iter(known))


def _copy(template: Path, folder: Path, words: Mapping[str, str]) -> Iterator[Path]:
    """Copy a template; English files come first, since their translations name their version."""
    for source in sorted(regular_files(template), key=lambda path: (path.suffix, path)):
        parts = [_NAMES.get(part, part) for part in source.relative_to(template).parts]
        path = folder.joinpath(*parts)
        text = read_text(source)
        for key, word in words.items():
            text = text.replace(f"@{key}@", word)
        if "@version@" in text:
            english = path.with_name(f"{path.name.partition('.')[0]}.en.md")
            text = text.replace("@version@", version_of(read_text(english)))
        _write(path, text)
        yield path


def _in_pack(exercises: Path, pack: str, exercise: str) -> Path:
    path = exercises / pack / "pack.toml"
    if path.is_file():
        _add(path, "exercises", exercise)
    else:
        _write(path, _PACK.format(title=pack.upper(), exercise=exercise))
    return path


def _add(path: Path, key: str, name: str) -> None:
    """Add a name to a list of a TOML file; every other line stays as its author wrote it."""
    content = tomlkit.parse(read_text(path))
    listed = content[key].unwrap()
    if name not in listed:
        content[key].append(name)
        _write(path, tomlkit.dumps(content))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text)
