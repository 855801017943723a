"""Credentials of a cohort, signed into a folder for each learner."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from konexio_cli.cohort.certifiable import Completed
from konexio_cli.cohort.claims import Valid, course_claim, task_claim, whole_course
from konexio_cli.cohort.settings import Learner, Settings
from konexio_cli.credentials.claim import Claim
from konexio_cli.credentials.folder import stem_of
from konexio_cli.credentials.issuer import Issuer
from konexio_cli.credentials.issuing import issue
from konexio_cli.credentials.opening import opened
from konexio_cli.credentials.trust import Trust
from konexio_cli.durable import machine_errors, write_atomically
from konexio_cli.errors import KonexioError
from konexio_cli.keys.ed25519 import PrivateKey
from konexio_cli.model.exercise import Course
from konexio_cli.reports.names import file_name

FOLDER = "credentials"


@dataclass(frozen=True, slots=True)
class Signer:
    """An organisation with its newest key; `beside` is what lies beside each credential."""

    issuer: Issuer
    key: PrivateKey
    valid: Valid
    beside: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Certified:
    """A credential in a learner's folder; `fresh` when it was signed now."""

    learner: str
    code: str
    folder: Path
    fresh: bool


def certify_tasks(
    cohort: Path, done: Sequence[Completed], settings: Settings, course: Course, signer: Signer
) -> Iterator[Certified]:
    """Sign a credential for each completed exercise. Raise KonexioError: unwritable."""
    for who, folder, own in _by_learner(cohort, done, settings):
        for one in own:
            claim = task_claim(one, who, course, signer.valid)
            yield _kept(folder, claim, who.id, signer)


def certify_course(
    cohort: Path, done: Sequence[Completed], settings: Settings, course: Course, signer: Signer
) -> Iterator[Certified]:
    """Sign one credential for each learner who completed every exercise. Raise KonexioError."""
    for who, folder, own in _by_learner(cohort, done, settings):
        if whole := whole_course(own, course):
            claim = course_claim(whole, who, course, signer.valid)
            yield _kept(folder, claim, who.id, signer)


def _by_learner(
    cohort: Path, done: Sequence[Completed], settings: Settings
) -> Iterator[tuple[Learner, Path, list[Completed]]]:
    in_order = sorted(done, key=lambda one: (one.line.learner, one.exercise.id))
    for name, own in groupby(in_order, key=lambda one: one.line.learner):
        who = settings.learner_or_new(name)
        yield who, cohort / FOLDER / _folder_name(who.id), list(own)


def _folder_name(learner: str) -> str:
    """Return a folder's name that no other learner has."""
    plain = file_name(learner)
    if plain == learner:
        return plain
    return f"{plain or 'learner'}-{hashlib.sha256(learner.encode()).hexdigest()[:8]}"


def _kept(folder: Path, claim: Claim, learner: str, signer: Signer) -> Certified:
    """Sign a claim into a learner's folder, in its three forms.

    One that is there already for the same work, and still good, is left as it is.
    """
    stem = stem_of(claim.kind, claim.code)
    with machine_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for name, body in signer.beside.items():
        write_atomically(folder / name, body)
    if _still_good(folder / f"{stem}.jwt", claim, signer):
        return Certified(learner, claim.code, folder, fresh=False)
    # The JWT comes last: it is the one that is looked at the next time.
    for end, text in reversed(issue(claim, signer.issuer, signer.key).files.items()):
        write_atomically(folder / f"{stem}.{end}", text)
    return Certified(learner, claim.code, folder, fresh=True)


def _still_good(path: Path, claim: Claim, signer: Signer) -> bool:
    try:
        one = opened(path)
        Trust((signer.issuer,)).check(one, signer.valid.since)
    except KonexioError:
        return False
    same = (claim.works, claim.version, claim.valid_until, claim.goals)
    return (one.claim.works, one.claim.version, one.claim.valid_until, one.claim.goals) == same
