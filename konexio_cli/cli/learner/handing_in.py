"""What a learner hands in: each notebook as it counts, without outputs, and the files beside it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from konexio_cli.archives import is_plain
from konexio_cli.cli.learner.delivering import badly_named, deliverables_of
from konexio_cli.cli.learner.desk import Desk
from konexio_cli.cli.learner.finding import Found, on_desk
from konexio_cli.errors import KonexioError
from konexio_cli.exchange.manifest import File, Item, Person, SelfCheck, Submission
from konexio_cli.grading.matching import match
from konexio_cli.model.exercise import Kind
from konexio_cli.model.notebook import Role
from konexio_cli.model.verdict import Verdict
from konexio_cli.packs.outputs import without_outputs
from konexio_cli.portfolio.identity import Identity
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.clean import one_line

_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One item of a submission with the bytes of its files, and what to say of it."""

    item: Item
    files: dict[str, bytes]
    notes: tuple[str, ...]


def hand_in(desk: Desk, found: Found, texts: Texts) -> HandedIn:
    """Return a notebook as it is handed in. Raise KonexioError when it cannot be read."""
    number, body = to_hand_in(desk, found)
    notes: list[str] = []
    if number < found.submission.round:
        notes.append(texts.say("submit.round", round=number, open=found.submission.round))
    elif is_untouched(found):
        notes.append(texts.say("submit.untouched", exercise=found.exercise.id))
    place = f"{found.exercise.id}/round{number}"
    notebook = without_outputs(body, found.path)
    beside = _files_beside(desk, found, place)
    files = {f"{place}/notebook.ipynb": notebook}
    files |= {name: body for name, body in beside.items() if body is not None}
    check = _self_check(desk, found, number, notebook)
    if not notes and (check is None or check.verdict is not Verdict.PASSED):
        key = "unchecked" if check is None else "not_yet"
        notes.append(texts.say(f"submit.{key}", exercise=found.exercise.id))
    left_out = [name for name, body in beside.items() if body is None]
    if found.is_at_its_place(desk):
        left_out += badly_named(found.exercise, found.path)
    notes += [texts.say("submit.left_out", name=name) for name in left_out]
    first, *rest = (_file(name, body) for name, body in files.items())
    item = Item(
        exercise=found.exercise.id,
        round=number,
        pack_version=_pack_version(desk, found),
        notebook=first,
        files=tuple(rest),
        self_check=check,
        attempts=desk.journal.tried().get(found.exercise.id, 0),
        hints=desk.journal.hints_opened(found.exercise.id),
        questions=len(desk.journal.asked(found.exercise.id)),
    )
    return HandedIn(item, files, tuple(notes))


def everything(desk: Desk, texts: Texts) -> tuple[list[Found], list[str]]:
    """Return every notebook with work in it, and what to say of those that cannot be read."""
    found, notes = list[Found](), list[str]()
    tried = desk.journal.tried()
    for exercise in desk.course.exercises:
        if not desk.workspace.notebook(exercise).exists():
            continue
        try:
            one = on_desk(desk, exercise)
            if exercise in tried or not is_untouched(one):
                found.append(one)
        except KonexioError as problem:
            notes.extend(texts.error(problem))
    return found, notes


def manifest_of(desk: Desk, identity: Identity, handed: Sequence[HandedIn]) -> Submission:
    """Return what the container will say of itself."""
    name = one_line(desk.workspace.settings.name)[:_LONGEST_NAME]
    return Submission(
        learner=Person(name=name, key=identity.key.public.did),
        workspace=identity.workspace,
        created=datetime.now(UTC).replace(microsecond=0),
        items=tuple(one.item for one in handed),
    )


def is_untouched(found: Found) -> bool:
    """Whether every answer cell still says what the starter said."""
    starter = found.exercise.starter(found.submission.round)
    untouched = set(match(starter, found.notebook).notes)
    answers = {f"cell-untouched:{cell.name}" for cell in starter if cell.role is Role.ANSWER}
    return answers <= untouched


def to_hand_in(desk: Desk, found: Found) -> tuple[int, bytes]:
    """Return a round and its notebook: as it is now, or as it passed the round before.

    A pass opens the next round in the notebook. Until that one is checked, the work to hand
    in is the work that passed.
    """
    number = found.submission.round
    passed, sha256 = desk.journal.newest_pass(found.exercise.id)
    if 0 < passed < number and found.is_at_its_place(desk):
        return passed, desk.journal.snapshot(sha256)
    return number, found.body


def _files_beside(desk: Desk, found: Found, place: str) -> dict[str, bytes | None]:
    """Return the files that belong to a client task, by their names in the container.

    None stands for a file whose name some system could not keep beside the others.
    """
    if found.exercise.kind is not Kind.TASK or not found.is_at_its_place(desk):
        return {}
    files: dict[str, bytes | None] = {}
    taken: set[str] = set()
    for own, body in deliverables_of(found.exercise, found.path):
        name = f"{place}/files/{unicodedata.normalize('NFC', own)}"
        good = is_plain(name) and name.casefold() not in taken
        taken.add(name.casefold())
        files[name if good else own] = body if good else None
    return files


def _self_check(desk: Desk, found: Found, number: int, notebook: bytes) -> SelfCheck | None:
    """Return what the last check of this very notebook said: running it changes nothing."""
    for verdict, sha256, at in desk.journal.checks(found.exercise.id, number):
        if _small_state(desk, found, sha256) == notebook:
            return SelfCheck(verdict=Verdict(verdict), at=datetime.fromisoformat(at))
    return None


def _small_state(desk: Desk, found: Found, sha256: str) -> bytes | None:
    """Return a checked notebook without outputs; None where it is not kept whole."""
    try:
        return without_outputs(desk.journal.snapshot(sha256), found.path)
    except KonexioError:
        return None


def _pack_version(desk: Desk, found: Found) -> str:
    packs = (pack.version for pack in desk.course.packs if pack.name == found.exercise.pack)
    return next(packs, "")


def _file(name: str, body: bytes) -> File:
    return File(name=name, sha256=hashlib.sha256(body).hexdigest(), size=len(body))
