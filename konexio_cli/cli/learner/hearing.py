"""A trainer's marks raise, or take back, the word behind the work in the portfolio."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from konexio_cli.cli.learner.desk import Desk
from konexio_cli.errors import KonexioError
from konexio_cli.exchange.manifest import Mark, Receipt, Returned
from konexio_cli.model.verdict import Verdict
from konexio_cli.portfolio.history import Portfolio
from konexio_cli.portfolio.sent import Sent, stamp
from konexio_cli.portfolio.vouching import Word


def hear(desk: Desk, sent: Sent, receipts: Sequence[Receipt]) -> tuple[str, ...]:
    """Take the marks of believed receipts, oldest first; return the exercises that they changed.

    A history that git cannot write is no reason to lose a mark: the next command commits it.
    """
    portfolio = Portfolio(desk.workspace.portfolio)
    changed: dict[str, None] = {}
    for item, mark in _newest(sent, receipts):
        word = Word(
            item.exercise,
            item.round,
            item.sha256,
            mark.grader_sha256,
            mark.evidence,
            passed=mark.verdict is Verdict.PASSED,
        )
        try:
            if portfolio.vouch(word):
                changed[item.exercise] = None
        except KonexioError as problem:
            if problem.code != "history-failed":
                raise
            changed[item.exercise] = None
    return tuple(changed)


def _newest(sent: Sent, receipts: Sequence[Receipt]) -> Iterator[tuple[Returned, Mark]]:
    """Give the marks that no later grade of the same notebook has overtaken."""
    standings = sent.standings()
    for receipt in receipts:
        for item in receipt.items:
            last = standings[item.exercise, item.round].graded
            if item.mark is None or last is None:
                continue
            if last.sha256 != item.sha256 or last.at <= stamp(receipt.created):
                yield item, item.mark
