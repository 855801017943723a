"""What a cohort gets back, as files: a page for each learner, and the gradebook's forms.

Nothing is written here: each function returns contents by file name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.exercise import Exercise
from konexio_cli.model.gradebook import Gradebook
from konexio_cli.model.learner import Learner, folded
from konexio_cli.packs.packing import zip_of
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.exports.canvas import canvas_csv
from konexio_cli.reports.exports.goals import goals_csv
from konexio_cli.reports.exports.gradescope import results
from konexio_cli.reports.exports.json_file import gradebook_json
from konexio_cli.reports.exports.moodle import filled, worksheet
from konexio_cli.reports.exports.moodle_feedback import feedback_files
from konexio_cli.reports.exports.moodle_worksheet import Download
from konexio_cli.reports.names import file_name
from konexio_cli.reports.pages.feedback_page import feedback_page

Files = Mapping[str, bytes]
# Half a surrogate pair, as a learner may print one, is shown by its escape.
_ODD = "backslashreplace"


def feedback(book: Gradebook, only: str = "") -> Files:
    """Return a page for each learner who handed in or has a due date; `only` names one.

    Raise KonexioError when nobody is called `only`.
    """
    learners = [one for one in book.learners if not only or folded(only) in one.names]
    if not learners:
        raise KonexioError("learner-unknown", learner=only)
    has_part = {who for who, _ in [*book.marks, *book.due]} | {one.learner for one in book.loose}
    shown = [one for one in learners if one.id in has_part]
    names = unique_names([one.id for one in shown])
    return {
        f"{name}.html": feedback_page(book, learner).encode("utf-8", _ODD)
        for name, learner in zip(names, shown, strict=True)
    }


def unique_names(ids: list[str]) -> list[str]:
    """Return a file's name for each id: harmless on every system, and no two alike."""
    taken: set[str] = set()
    names = []
    for one in ids:
        name = wish = file_name(one) or "learner"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{wish}-{number}"
        taken.add(name.casefold())
        names.append(name)
    return names


@dataclass(frozen=True, slots=True)
class Exported:
    """Files by name, and whom they leave out.

    `without_number` are learners with a grade whose number in Moodle is not known;
    `strangers` are names in a downloaded worksheet that fit no learner; `refused` handed in
    nothing that could be read, and have no grade to give back.
    """

    files: Files
    without_number: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def exported(book: Gradebook, form: str, texts: Texts, given: Download | None = None) -> Exported:
    """Return the gradebook in one of FORMS; `given` is a worksheet that Moodle gave.

    Raise KonexioError when `given` is no worksheet, or Moodle's numbers are not known at all.
    """
    match form:
        case "moodle":
            return _all_for_moodle(book, texts, given)
        case "gradescope":
            return Exported(_gradescope(book))
        case "xlsx":
            return Exported({FORMS[form]: _workbook(book, texts)})
        case "json":
            text = gradebook_json(book, texts.language)
        case "canvas":
            text = canvas_csv(book, texts.language)
        case _:
            text = goals_csv(book)
    return Exported({FORMS[form]: text.encode("utf-8", _ODD)})


def _workbook(book: Gradebook, texts: Texts) -> bytes:
    try:
        from konexio_cli.reports.exports.xlsx import gradebook_xlsx  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise KonexioError("workbook-missing", Exit.MACHINE) from None
    return gradebook_xlsx(book, texts)


# The file or, for the last two, the folder in which each form is written.
FORMS = {
    "goals": "goals.csv",
    "canvas": "canvas.csv",
    "json": "gradebook.json",
    "xlsx": "gradebook.xlsx",
    "moodle": "moodle",
    "gradescope": "gradescope",
}
FOLDERS = frozenset({"moodle", "gradescope"})


def only(book: Gradebook, exercise: str) -> Gradebook:
    """Return the part of the book that is about one exercise, by its id or last part; "" is all.

    Raise KonexioError when nobody handed it in.
    """
    if not exercise:
        return book
    known = [one for one in book.exercises if any(key[1] == one.id for key in book.marks)]
    found = tuple(one for one in known if exercise in {one.id, one.id.partition("/")[2]})
    if len(found) != 1:
        names = ", ".join(one.id for one in known)
        raise KonexioError("exercise-no-marks", exercise=exercise, known=names)
    return replace(book, exercises=found)


def _gradescope(book: Gradebook) -> Files:
    ids = [one.id for one in book.learners]
    names = dict(zip(ids, unique_names(ids), strict=True))
    return {
        f"{exercise.id}/{names[learner.id]}/results.json": json.dumps(
            results(exercise, mark, Texts(learner.language)), indent=1
        ).encode()
        for learner, exercise, mark in book.rows()
        if not mark.problem
    }


def _all_for_moodle(book: Gradebook, texts: Texts, given: Download | None) -> Exported:
    parts = [_for_moodle(book, one, texts, given) for one in book.exercises]
    files = {name: content for part in parts for name, content in part.files.items()}
    unknown = given is None and not (book.numbers or any(one.moodle for one in book.learners))
    if unknown or (not files and any(part.without_number for part in parts)):
        raise KonexioError("moodle-numbers")
    return Exported(
        files,
        tuple(dict.fromkeys(name for part in parts for name in part.without_number)),
        tuple(dict.fromkeys(name for part in parts for name in part.strangers)),
        tuple(_refused(book)),
    )


def _refused(book: Gradebook) -> Iterator[str]:
    graded = {who for who, _ in book.marks}
    for one in book.learners:
        if one.id not in graded and any(book.refused(one.id)):
            yield one.name


def _for_moodle(
    book: Gradebook, exercise: Exercise, texts: Texts, given: Download | None
) -> Exported:
    """Return a worksheet and a zip of feedback pages: in Moodle an assignment is one exercise."""
    strangers: tuple[str, ...] = ()
    if given is None:
        table = worksheet(book, exercise, texts.language)
        numbers = {one.id: book.number(one, exercise.id) for one in book.learners}
    else:
        done = filled(given, book, exercise)
        table, numbers, strangers = done.text, done.numbers, done.strangers
    with_mark = {one.id: one for one in book.learners if book.mark(one.id, exercise.id)}
    alone = replace(book, exercises=(exercise,))
    pages = {who: feedback_page(alone, one) for who, one in with_mark.items() if numbers.get(who)}
    files = {
        f"{exercise.id}/grades.csv": table.encode("utf-8", _ODD),
        f"{exercise.id}/feedback.zip": zip_of(feedback_files(with_mark, numbers, pages)),
    }
    # Moodle takes no table of nobody; who is without a number is told.
    found = files if pages or given else {}
    return Exported(found, tuple(_without(with_mark, numbers)), strangers)


def _without(with_mark: Mapping[str, Learner], numbers: Mapping[str, str]) -> Iterator[str]:
    return (learner.name for who, learner in with_mark.items() if not numbers.get(who))
