"""What a trainer returned: opened, held against this learner and the trainers known here, kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from konexio_cli.cli.learner.badges import Taken, take_credentials, take_enclosed
from konexio_cli.cli.learner.desk import Desk
from konexio_cli.cli.learner.hearing import changed, levels
from konexio_cli.cli.learner.keeping import caught_up
from konexio_cli.cli.learner.traces import key_is_lost
from konexio_cli.cli.learner.vouchers import is_newest, keep_receipt
from konexio_cli.durable import machine_errors, regular_files, write_atomically
from konexio_cli.errors import KonexioError
from konexio_cli.exchange.container import open_container
from konexio_cli.exchange.manifest import Receipt, Submission
from konexio_cli.exchange.suffix import SUFFIX
from konexio_cli.portfolio.history import Portfolio
from konexio_cli.portfolio.identity import identity_of, key_file
from konexio_cli.portfolio.sent import Event, Sent, State, stamp

# What a browser or an editor shows. A program has no place in an answer.
_SHOWN = {".html", ".txt", ".pdf"}
# In a folder for a whole class, the files of others are no fault of anybody.
_OF_OTHERS = {"receive-other", "receive-submission"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A container that a trainer made for this learner, and what it says."""

    path: Path
    receipt: Receipt
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Received:
    """What was kept: answers, their files, trainers' keys that are new; and what was refused.

    `trusted` is the title of the cohort by key, `raised` the exercises whose work in the
    portfolio has another word behind it now, `badges` the files of credentials.
    """

    answers: tuple[Answer, ...]
    files: tuple[Path, ...]
    trusted: Mapping[str, str]
    problems: tuple[KonexioError, ...]
    raised: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()


def receive_from(place: Path, desk: Desk, *, new_trainer: bool) -> Received:
    """Keep the answers for this learner in a file, or in all files of a folder, oldest first.

    Raise KonexioError when there is none, or when the only file that is named is refused;
    what else is refused in a folder is returned.
    """
    if key_is_lost(desk.workspace.folder):
        raise KonexioError("learner-key-missing", file=key_file(desk.workspace.folder))
    sent, learner = Sent(desk.journal), identity_of(desk.workspace).key.public.did
    found, problems = _read_all(_containers_at(place), learner)
    before = levels(desk.workspace)
    answers, files, trusted = list[Answer](), list[Path](), dict[str, str]()
    for answer in sorted(found, key=lambda one: one.receipt.created):
        try:
            trusted |= _believed(sent, answer, new_trainer=new_trainer)
        except KonexioError as problem:
            problems.append(problem)
            continue
        files += _keep(desk, sent, answer)
        answers.append(answer)
    if problems and not place.is_dir():
        raise problems[0]
    badges, doubted = _take(place, answers, desk)
    told = [*(one for one in problems if one.code not in _OF_OTHERS), *doubted]
    if not answers and not told and not badges:
        raise KonexioError("receive-nothing", folder=place)
    raised = changed(before, levels(desk.workspace))
    return Received(tuple(answers), tuple(files), trusted, tuple(told), raised, badges)


def _take(place: Path, answers: Sequence[Answer], desk: Desk) -> Taken:
    """Take and commit credentials: those in answers that no newer one has replaced, and others."""
    newest = (one for one in answers if is_newest(desk.workspace, one.receipt))
    taken = [*(take_enclosed(one.files, desk) for one in newest), take_credentials(place, desk)]
    badges = tuple(dict.fromkeys(name for names, _ in taken for name in names))
    problems = [problem for _, doubted in taken for problem in doubted]
    if badges and (failed := caught_up(Portfolio(desk.workspace.portfolio))):
        problems.append(failed)
    return badges, tuple(problems)


def short(key: str) -> str:
    """Return the end of a key, which two people can compare by telephone."""
    tail = key[-12:]
    return " ".join(tail[place : place + 4] for place in range(0, len(tail), 4))


def _containers_at(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    return sorted(
        one
        for one in regular_files(place)
        if one.suffix.lower() == SUFFIX and not one.name.startswith(".")
    )


def _read_all(paths: Sequence[Path], learner: str) -> tuple[list[Answer], list[KonexioError]]:
    found, problems = [], []
    for path in paths:
        try:
            found.append(_read(path, learner))
        except KonexioError as problem:
            problems.append(problem)
    return found, problems


def _read(path: Path, learner: str) -> Answer:
    """Return the answer in a container. Raise KonexioError when it is not one for this key."""
    opened = open_container(path)
    manifest = opened.manifest
    if isinstance(manifest, Submission):
        raise KonexioError("receive-submission", file=path)
    if manifest.learner.key != learner:
        raise KonexioError("receive-other", file=path, name=manifest.learner.name)
    return Answer(path, manifest, opened.files)


def _believed(sent: Sent, answer: Answer, *, new_trainer: bool) -> dict[str, str]:
    """Demand a trainer's key that is known; the very first one is kept. Return a new one.

    Raise KonexioError for another key: somebody else may have written the file.
    """
    known, key, cohort = sent.trainers(), answer.receipt.trainer, answer.receipt.cohort
    if key in known:
        return {}
    if known and not new_trainer:
        raise KonexioError("receive-new-trainer", file=answer.path, key=short(key), cohort=cohort)
    sent.trust(key, cohort, stamp(datetime.now(UTC)))
    return {key: cohort}


def _keep(desk: Desk, sent: Sent, answer: Answer) -> list[Path]:
    """Keep the files of an answer, then what it says; return the files. Twice is as once."""
    files = [
        _keep_file(desk, answer, PurePosixPath(name), body) for name, body in answer.files.items()
    ]
    keep_receipt(desk.workspace, answer.receipt, answer.path)
    sent.record(_events(answer.receipt))
    return [path for path in files if path is not None]


def _keep_file(desk: Desk, answer: Answer, name: PurePosixPath, body: bytes) -> Path | None:
    if name.suffix.lower() not in _SHOWN:
        return None
    when = answer.receipt.created.astimezone().strftime("%Y%m%d-%H%M%S")
    path = desk.workspace.folder / "feedback" / f"{when}-{name.name}"
    with machine_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, body)
    return path


def _events(receipt: Receipt) -> Iterator[Event]:
    for item in receipt.items:
        fixed, mark = (item.exercise, item.round, item.sha256), item.mark
        yield Event(*fixed, State.RECEIVED, stamp(item.received), receipt.cohort)
        if mark:
            grade = (str(mark.verdict), mark.points, mark.possible)
            yield Event(*fixed, State.GRADED, stamp(receipt.created), receipt.cohort, *grade)
