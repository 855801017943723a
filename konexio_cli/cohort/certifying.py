"""Credentials of a cohort, signed into a folder for each learner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from konexio_cli.cohort.certifiable import Completed
from konexio_cli.cohort.claims import Valid, course_claim, in_order, missing_of, task_claim
from konexio_cli.cohort.places import credentials_folder
from konexio_cli.cohort.settings import Learner, Settings
from konexio_cli.cohort.taken_back import taken_claims, why_not_again
from konexio_cli.credentials.claim import Claim
from konexio_cli.credentials.folder import stem_of
from konexio_cli.credentials.issuer import Issuer
from konexio_cli.credentials.issuing import issue
from konexio_cli.credentials.opening import Opened, opened
from konexio_cli.credentials.trust import Trust
from konexio_cli.durable import machine_errors, write_atomically
from konexio_cli.errors import KonexioError
from konexio_cli.keys.ed25519 import PrivateKey
from konexio_cli.model.exercise import Course

# As many missing exercises as a sentence can name.
_NAMED = 5


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


@dataclass(frozen=True, slots=True)
class Refused:
    """What was not signed for a learner, and why; `code` is "" for the whole course."""

    learner: str
    problem: KonexioError
    code: str = ""


def certify_tasks(
    cohort: Path, done: Sequence[Completed], settings: Settings, course: Course, signer: Signer
) -> Iterator[Certified | Refused]:
    """Sign a credential for each completed exercise. Raise KonexioError: unwritable."""
    gone = taken_claims(cohort, signer.issuer)
    for who, folder, own in _by_learner(cohort, done, settings):
        for one in own:
            claim = task_claim(one, who, course, signer.valid)
            taken = why_not_again(claim, who, gone)
            refused = Refused(who.id, taken, claim.code) if taken else None
            yield refused or _kept(folder, claim, who.id, signer)


def certify_course(
    cohort: Path, done: Sequence[Completed], settings: Settings, course: Course, signer: Signer
) -> Iterator[Certified | Refused]:
    """Sign one credential for each learner who completed every exercise. Raise KonexioError.

    For the others, say what they have not completed.
    """
    gone = taken_claims(cohort, signer.issuer)
    for who, folder, own in _by_learner(cohort, done, settings):
        if missing := missing_of(own, course):
            named = ", ".join(missing[:_NAMED]) + (", …" if missing[_NAMED:] else "")
            code = "certify-course-missing"
            yield Refused(who.id, KonexioError(code, number=len(missing), exercises=named))
        else:
            claim = course_claim(in_order(own, course), who, course, signer.valid)
            taken = why_not_again(claim, who, gone)
            refused = Refused(who.id, taken, claim.code) if taken else None
            yield refused or _kept(folder, claim, who.id, signer)


def _by_learner(
    cohort: Path, done: Sequence[Completed], settings: Settings
) -> Iterator[tuple[Learner, Path, list[Completed]]]:
    sorted_work = sorted(done, key=lambda one: (one.line.learner, one.exercise.id))
    for name, own in groupby(sorted_work, key=lambda one: one.line.learner):
        who = settings.learner_or_new(name)
        yield who, credentials_folder(cohort, who.id), list(own)


def _kept(folder: Path, claim: Claim, learner: str, signer: Signer) -> Certified:
    """Sign a claim into a learner's folder, in its three forms.

    One that is there already for the same work, and still good, is left as it is.
    """
    stem = stem_of(claim.kind, claim.code)
    older = _older(folder / f"{stem}.jwt")
    with machine_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for name, body in signer.beside.items():
        write_atomically(folder / name, body)
    if older and _still_good(older, claim, signer):
        return Certified(learner, claim.code, folder, fresh=False)
    # The JWT comes last: it is the one that is looked at the next time.
    for end, text in reversed(issue(claim, signer.issuer, signer.key).files.items()):
        write_atomically(folder / f"{stem}.{end}", text)
    return Certified(learner, claim.code, folder, fresh=True)


def _older(path: Path) -> Opened | None:
    try:
        return opened(path)
    except KonexioError:
        return None


def _still_good(one: Opened, claim: Claim, signer: Signer) -> bool:
    try:
        Trust((signer.issuer,)).check(one, signer.valid.since)
    except KonexioError:
        return False
    same = (claim.works, claim.version, claim.valid_until, claim.goals)
    return (one.claim.works, one.claim.version, one.claim.valid_until, one.claim.goals) == same
