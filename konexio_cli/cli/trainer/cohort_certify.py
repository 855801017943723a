"""`konexio cohort certify`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.options import Exercises, Graders
from konexio_cli.cli.output import Result, show
from konexio_cli.cli.trainer.keys import Keys, keyring
from konexio_cli.cli.trainer.passphrase import PassphraseFile, passphrase
from konexio_cli.errors import Exit, KonexioError

if TYPE_CHECKING:
    from konexio_cli.cohort.certifying import Certified, Refused, Signer
    from konexio_cli.cohort.line import Line
    from konexio_cli.cohort.settings import Settings
    from konexio_cli.reports.catalogue import Texts

Content: TypeAlias = tuple[Path | None, Path | None]


def certify(
    ctx: typer.Context,
    cohort: Annotated[Path, typer.Argument()],
    learner: Annotated[str, typer.Option("--learner")] = "",
    course: Annotated[bool, typer.Option("--course")] = False,
    until: Annotated[datetime | None, typer.Option("--until", formats=["%Y-%m-%d"])] = None,
    exercises: Exercises = None,
    graders: Graders = None,
    keys: Keys = None,
    passphrase_file: PassphraseFile = None,
) -> int:
    """Sign a credential for each completed exercise, or for the whole course."""
    asked: Asked = ctx.obj
    signer = _signer(keys, passphrase_file, until, asked)
    made, left = _certified(cohort, learner, course, (exercises, graders), signer)
    return show(
        Result(
            "cohort certify",
            _data(made, left, asked.texts),
            tuple(_view(made, asked.texts)),
            Exit.DONE if made else Exit.NOT_YET,
            notes=tuple(_why(one, asked.texts) for one in left),
            next_step=asked.texts.say("certify.next" if made else "certify.next_none"),
        ),
        asked,
    )


def _signer(
    keys: Path | None, passphrase_file: Path | None, until: datetime | None, asked: Asked
) -> Signer:
    from konexio_cli.cohort.certifying import Signer
    from konexio_cli.cohort.claims import Valid
    from konexio_cli.credentials.issuer_document import ISSUER
    from konexio_cli.reports.pages.verify_page import PAGE, verify_page

    ring = keyring(keys)
    issuer, now = ring.issuer(), datetime.now(UTC).replace(microsecond=0)
    end = until.replace(tzinfo=UTC) if until else None
    if end and end <= now:
        raise KonexioError("certify-until", until=end.date())
    key = ring.newest(passphrase(passphrase_file, asked))
    beside = {ISSUER: ring.document.read_bytes(), PAGE: verify_page(asked.texts).encode()}
    return Signer(issuer, key, Valid(now, end), beside)


def _certified(
    cohort: Path, learner: str, whole: bool, content: Content, signer: Signer
) -> tuple[list[Certified], list[Refused]]:
    from konexio_cli.cohort.certifiable import Graders as Judging
    from konexio_cli.cohort.certifiable import completed
    from konexio_cli.cohort.certifying import Certified, Refused, certify_course, certify_tasks
    from konexio_cli.packs.exercises import read_course
    from konexio_cli.packs.library import embedded_course, exercises_folder, graders_folder

    ours = exercises_folder(content[0], Path.cwd(), embedded_course())
    theirs = graders_folder(content[1], Path.cwd())
    settings, lines = _lines(cohort, learner)
    done, left = completed(cohort, lines, Judging(ours, theirs))
    certify_all = certify_course if whole else certify_tasks
    told = list(certify_all(cohort, done, settings, read_course(ours), signer))
    refused = [Refused(line.learner, problem, line.exercise) for line, problem in left]
    return (
        [one for one in told if isinstance(one, Certified)],
        refused + [one for one in told if isinstance(one, Refused)],
    )


def _lines(cohort: Path, learner: str) -> tuple[Settings, list[Line]]:
    """Return who is who, and the grades that count, each under its learner's id of today.

    Raise KonexioError when nothing was graded, or of nobody.
    """
    from konexio_cli.cohort.platforms import settings_of
    from konexio_cli.cohort.store import FILE, Store

    if not (cohort / FILE).is_file():
        raise KonexioError("certify-not-graded", folder=cohort)
    with Store(cohort) as store:
        settings = settings_of(cohort, store)
        lines = [kept.line for kept in store.all(newest=True) if kept.line]
    lines = [replace(one, learner=settings.learner_or_new(one.learner).id) for one in lines]
    wanted = settings.learner_or_new(learner).id if learner else ""
    found = [line for line in lines if wanted in {"", line.learner}]
    if not found and learner:
        raise KonexioError("certify-nobody", learner=learner)
    return settings, found


def _why(one: Refused, texts: Texts) -> str:
    facts = {"learner": one.learner, "why": texts.error(one.problem)[0]}
    return texts.say("certify.left", **facts)


def _data(made: Sequence[Certified], left: Sequence[Refused], texts: Texts) -> dict[str, object]:
    return {
        "credentials": [
            {
                "learner": one.learner,
                "exercise": one.code,
                "folder": str(one.folder),
                "fresh": one.fresh,
            }
            for one in made
        ],
        "left": [
            {
                "learner": one.learner,
                "exercise": one.code,
                "code": one.problem.code,
                "why": texts.error(one.problem)[0],
            }
            for one in left
        ],
    }


def _view(made: Sequence[Certified], texts: Texts) -> Iterator[str]:
    fresh = sum(one.fresh for one in made)
    yield texts.count("certify.signed", fresh)
    if fresh < len(made):
        yield texts.count("certify.kept", len(made) - fresh)
    yield from dict.fromkeys(f"  {one.folder}" for one in made)
