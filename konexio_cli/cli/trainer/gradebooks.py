"""A cohort's gradebook opened, and files of it written, for the commands that give back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from konexio_cli.errors import KonexioError

if TYPE_CHECKING:
    from konexio_cli.cohort.giving import Exported
    from konexio_cli.model.gradebook import Gradebook
    from konexio_cli.reports.catalogue import Texts
    from konexio_cli.reports.exports.moodle_worksheet import Download


def opened(cohort: Path, exercises: Path | None) -> Gradebook:
    """Return the gradebook of a cohort's folder. Raise KonexioError when it has none."""
    from konexio_cli.cohort.book import open_gradebook
    from konexio_cli.packs.library import embedded_course, exercises_folder

    if not cohort.is_dir():
        raise KonexioError("cohort-folder-missing", folder=cohort)
    ours = exercises_folder(exercises, Path.cwd(), embedded_course())
    return open_gradebook(cohort, ours)


def write(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write files below a folder, each whole or not at all; return their paths."""
    from konexio_cli.durable import write_atomically

    if folder.exists() and not folder.is_dir():
        raise KonexioError("folder-is-file", file=folder)
    written = []
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
        written.append(path)
    return written


def write_form(made: Exported, form: str, where: Path) -> list[Path]:
    """Write one form of the gradebook: `where` is a folder, or the file of a form that is one."""
    from konexio_cli.cohort.giving import FOLDERS

    if form in FOLDERS:
        return write(made.files, where)
    return [write_one(content, where) for content in made.files.values()]


def write_one(content: bytes, file: Path) -> Path:
    """Write one file, whole or not at all, and return its path."""
    if file.is_dir():
        raise KonexioError("file-is-folder", file=file)
    (written,) = write({file.name: content}, file.parent)
    return written


def worksheet(file: Path | None, book: Gradebook) -> Download | None:
    """Return a worksheet that Moodle gave. Raise KonexioError unless it goes with one exercise."""
    from konexio_cli.reports.exports.moodle_worksheet import Download

    if file is None:
        return None
    if len(book.exercises) != 1:
        example = next((one.id for one in book.exercises), "")
        raise KonexioError("worksheet-exercise", example=example)
    if not file.is_file():
        raise KonexioError("file-missing", file=file)
    return Download(str(file), file.read_bytes().decode("utf-8", "replace"))


def maxima(book: Gradebook, texts: Texts) -> tuple[str, ...]:
    """Return notes on the maximum that Moodle needs: it takes points as they stand there."""
    most = {exercise.id: mark.possible for _, exercise, mark in book.rows() if not mark.problem}
    return tuple(texts.say("exported.maximum", exercise=one, most=most[one]) for one in most)


def left_out(made: Exported, texts: Texts) -> tuple[str, ...]:
    """Return notes on whom a worksheet leaves out."""
    unknown = (
        *(texts.say("exported.without_number", name=one) for one in made.without_number),
        *(texts.say("exported.refused", name=one) for one in made.refused),
    )
    strangers = (texts.say("exported.stranger", name=one) for one in made.strangers)
    return (*unknown, *strangers)


def unspoken(cohort: Path, texts: Texts) -> tuple[str, ...]:
    """Return a note for each learner whose language has no texts: another one stands in its place."""
    from konexio_cli.cohort.settings_file import read_settings

    found = read_settings(cohort).unspoken.items()
    return tuple(f"{who}: {texts.note(f'collect-language:{one}')}" for who, one in found)


def waiting(book: Gradebook, texts: Texts) -> tuple[str, ...]:
    """Return a note on what was handed in and is not graded yet."""
    return (texts.count("exported.waiting", book.waiting),) if book.waiting else ()
