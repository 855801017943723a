"""`konexio cohort grade`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises, Graders, Jobs, workers
from konexio_cli.cli.output import Result, show, terminal
from konexio_cli.cli.trainer.engines import Engine, grading_by
from konexio_cli.errors import Exit, KonexioError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from konexio_cli.cli.trainer.engines import GradeAll
    from konexio_cli.cohort.line import Line
    from konexio_cli.reports.catalogue import Texts


def grade(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument()],
    out: Annotated[Path, typer.Option("--out")] = Path("grades"),
    jobs: Jobs = 0,
    exercises: Exercises = None,
    graders: Graders = None,
    trust: Annotated[bool, typer.Option("--trust")] = False,
    engine: Annotated[Engine, typer.Option("--engine")] = Engine.CREW,
    scheduler: Annotated[str, typer.Option("--scheduler")] = "",
) -> int:
    """Grade a folder of notebooks and write the gradebook."""
    asked: Asked = ctx.obj
    texts = asked.texts
    _writable(out)
    grade_all = grading_by(engine, scheduler, trust=trust)
    lines = _graded(asked, folder, workers(jobs), exercises, graders, grade_all)
    csv_file, json_file = _write(out, lines, texts)
    bad = [line for line in lines if line.problem]
    data: dict[str, object] = {
        "gradebook": str(csv_file),
        "grades": str(json_file),
        "submissions": len(lines),
        "verdicts": dict(Counter(line.verdict for line in lines if not line.problem)),
        "unreadable": [{"file": one.file, "why": _why(one, texts)} for one in bad],
    }
    return show(
        Result(
            "cohort grade",
            data,
            tuple(_view(lines, texts)),
            # Nothing graded at all is most likely a wrong folder.
            Exit.NOT_YET if len(bad) == len(lines) else Exit.DONE,
            notes=tuple(_why(one, texts) for one in bad),
            next_step=texts.say("cohort.next", file=csv_file),
        ),
        asked,
    )


def _writable(out: Path) -> None:
    """Refuse now what would be refused after an hour of grading."""
    from konexio_cli.durable import write_atomically

    if out.exists() and not out.is_dir():
        raise KonexioError("folder-is-file", file=out)
    out.mkdir(parents=True, exist_ok=True)
    probe = out / ".konexio-probe"
    write_atomically(probe, "")
    probe.unlink(missing_ok=True)


def _graded(
    asked: Asked,
    folder: Path,
    workers: int,
    exercises: Path | None,
    graders: Path | None,
    grade_all: GradeAll,
) -> list[Line]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    from konexio_cli.cohort.collecting import collect
    from konexio_cli.packs.exercises import read_course
    from konexio_cli.packs.library import exercises_folder, graders_folder
    from konexio_cli.packs.sources import embedded_course

    ours = exercises_folder(exercises, Path.cwd(), embedded_course()).absolute()
    theirs = graders_folder(graders, Path.cwd()).absolute()
    read_course(ours)  # a broken course is told before the first submission
    found = collect(folder)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    lines: list[Line] = []
    with Progress(*columns, console=terminal(asked, errors=True)) as bar:
        task = bar.add_task("", total=len(found))

        def tell(line: Line) -> None:
            lines.append(line)
            bar.advance(task)

        try:
            grade_all(found, ours, theirs, min(workers, len(found)), tell)
        except KeyboardInterrupt:
            raise KonexioError("cohort-interrupted", Exit.INTERRUPTED) from None
    return sorted(lines, key=lambda line: (line.learner, line.file))


def _write(out: Path, lines: Sequence[Line], texts: Texts) -> tuple[Path, Path]:
    import json

    from konexio_cli.durable import write_atomically
    from konexio_cli.reports.gradebook import csv_text

    csv_file, json_file = out / "gradebook.csv", out / "grades.json"
    content = {"format": 1, "lines": [asdict(line) for line in lines]}
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    # Half a surrogate pair, as a learner may print one, is written as JSON escapes it.
    write_atomically(json_file, text.encode("utf-8", "backslashreplace"))
    write_atomically(csv_file, csv_text(_HEADER, [_row(line, texts) for line in lines]))
    return csv_file, json_file


_HEADER = (
    *("learner", "exercise", "round", "verdict", "points", "possible", "goals_not_reached"),
    *(
        "goals_to_confirm",
        "message",
        "note",
        "evidence",
        "room",
        "file",
        "submission_sha256",
        "grader_sha256",
    ),
)


def _row(line: Line, texts: Texts) -> list[object]:
    to_confirm = [name for name, proof in line.proofs.items() if proof == "trainer"]
    open_goals = [name for name, verdict in line.goals.items() if verdict != "passed"]
    not_reached = [name for name in open_goals if name not in to_confirm]
    note = _why(line, texts) if line.problem else " ".join(_notes(line, texts))
    return [
        *(line.learner, line.exercise, line.round, line.verdict, line.points, line.possible),
        *(", ".join(not_reached), ", ".join(to_confirm), line.message, note),
        *(line.evidence, line.room, line.file),
        *(line.submission_sha256, line.grader_sha256),
    ]


def _notes(line: Line, texts: Texts) -> list[str]:
    from konexio_cli.cohort.line import forms_of
    from konexio_cli.reports.check_view import form_sentences

    forms = [form_sentences(error, texts)[0] for error in forms_of(line)]
    return [texts.note(note) for note in line.notes] + forms


def _why(line: Line, texts: Texts) -> str:
    """Return what is wrong with a file; the next step of its sentence is the learner's."""
    from konexio_cli.cohort.line import problem_of

    what, _ = texts.error(problem_of(line))
    return what if line.file in what else f"{line.file}: {what}"


def _view(lines: Sequence[Line], texts: Texts) -> list[RenderableType]:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    table.add_column(texts.say("pack.exercise"))
    for key in ("passed", "not_yet", "unreadable"):
        table.add_column(texts.say(f"cohort.{key}"), justify="right")
    for exercise in sorted({line.exercise for line in lines}):
        mine = [line for line in lines if line.exercise == exercise]
        bad = sum(1 for line in mine if line.problem)
        passed = sum(1 for line in mine if line.verdict == "passed")
        name = Text(exercise or texts.say("cohort.unknown"))
        table.add_row(name, str(passed), str(len(mine) - passed - bad), str(bad))
    return [table, Text(texts.count("cohort.done", len(lines)), style="bold")]
