"""What is shown of a mutant that no check caught: the change, and a call that tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from konexio_cli.authoring.findings import Finding
    from konexio_cli.reports.catalogue import Texts


def detail_of(finding: Finding, texts: Texts) -> str:
    """Return the diff of a surviving mutant and the input it would take; "" for all else."""
    told = told_of(finding, texts)
    return f"{finding.facts['diff']}\n{told}" if told else ""


def told_of(finding: Finding, texts: Texts) -> str:
    """Return the input that a surviving mutant would take, in a sentence; "" for all else."""
    facts = finding.facts
    if not facts.get("diff"):
        return ""
    return texts.say("pack.apart" if facts["call"] else "pack.not_apart", **facts)
