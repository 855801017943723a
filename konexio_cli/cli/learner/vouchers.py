"""What trainers signed about a learner's work: the newest receipt of each, and credentials."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from konexio_cli.credentials.claim import Claim, Kind, Vouched
from konexio_cli.credentials.examining import Asked, examine
from konexio_cli.credentials.folder import files_in
from konexio_cli.credentials.trust import Trust, beside
from konexio_cli.durable import machine_errors, write_atomically
from konexio_cli.errors import KonexioError
from konexio_cli.exchange.container import open_container
from konexio_cli.exchange.manifest import Mark, Receipt
from konexio_cli.exchange.suffix import SUFFIX
from konexio_cli.model.verdict import Verdict
from konexio_cli.portfolio.entry import place_of
from konexio_cli.portfolio.history import Portfolio
from konexio_cli.portfolio.identity import identity_of, key_file
from konexio_cli.portfolio.journal import Journal
from konexio_cli.portfolio.sent import Sent
from konexio_cli.portfolio.vouching import Word
from konexio_cli.portfolio.workspace import Workspace

_RECEIPTS = Path(".konexio", "receipts")


def words_about(workspace: Workspace) -> tuple[Word, ...]:
    """Return what signed documents say: credentials in the portfolio, then receipts.

    A document counts when its signature fits, nothing was taken back, and it is this learner's.
    """
    return (*_of_credentials(workspace.portfolio), *_of_receipts(workspace))


def keep_receipt(workspace: Workspace, receipt: Receipt, path: Path) -> None:
    """Keep a trainer's receipt in the place of an older one: the newest tells of all work."""
    if is_newest(workspace, receipt):
        kept = _receipt_of(workspace, receipt.trainer)
        with machine_errors(kept):
            kept.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(kept, path.read_bytes())


def is_newest(workspace: Workspace, receipt: Receipt) -> bool:
    """Whether no newer receipt of the same trainer was kept."""
    older = _read(_receipt_of(workspace, receipt.trainer))
    return older is None or older.created <= receipt.created


def _receipt_of(workspace: Workspace, trainer: str) -> Path:
    return workspace.folder / _RECEIPTS / f"{trainer.rpartition(':')[2]}{SUFFIX}"


def _read(path: Path) -> Receipt | None:
    try:
        manifest = open_container(path).manifest
    except KonexioError:
        return None
    return manifest if isinstance(manifest, Receipt) else None


def _of_receipts(workspace: Workspace) -> Iterator[Word]:
    """Give the passes that known trainers signed for the key of this workspace."""
    paths = sorted((workspace.folder / _RECEIPTS).glob(f"*{SUFFIX}"))
    # A key that is gone is not replaced by looking: only who hands in is told of a new one.
    if not paths or not key_file(workspace.folder).exists():
        return
    mine, known = identity_of(workspace).key.public.did, Sent(Journal(workspace.journal)).trainers()
    for receipt in filter(None, map(_read, paths)):
        if receipt.learner.key != mine or receipt.trainer not in known:
            continue
        for item in receipt.items:
            if item.mark and item.mark.verdict is Verdict.PASSED:
                yield _of_mark(item.exercise, item.round, item.sha256, item.mark)


def _of_mark(exercise: str, number: int, sha256: str, mark: Mark) -> Word:
    return Word(exercise, number, sha256, mark.grader_sha256, mark.evidence, goals=mark.goals)


def _of_credentials(portfolio: Path) -> Iterator[Word]:
    """Give the works of credentials that nothing is against, of the learner of each work."""
    files = files_in(portfolio)
    if not files:
        return
    asked = Asked(Trust((), beside(files[0].parent)), datetime.now(UTC))
    examined = (examine(path, asked) for path in files)
    claims = [one.opened.claim for one in examined if one.opened and not one.against]
    learners = {place_of(one): one.learner for one in Portfolio(portfolio).entries()}
    # Its three forms say the same, once.
    for claim in {one.id: one for one in claims}.values():
        for work in claim.works:
            if claim.holder.is_called(learners.get(work.place, "")):
                yield _of_work(work, claim)


def _of_work(work: Vouched, claim: Claim) -> Word:
    """Return what a claim says of one of its works; goals are those of the last round."""
    is_last = claim.kind is Kind.TASK and work == claim.works[-1]
    return Word(
        work.exercise,
        work.round,
        work.submission_sha256,
        work.grader_sha256,
        work.evidence,
        work.files,
        {one.title: one.proof for one in claim.goals if not one.provisional} if is_last else None,
        {claim.language: claim.title} if claim.kind is Kind.TASK else {},
    )
