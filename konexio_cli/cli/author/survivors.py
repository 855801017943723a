"""What is shown of a mutant that no check caught: the change, and a call that tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from konexio_cli.authoring.findings import Finding
    from konexio_cli.reports.catalogue import Texts


def detail_of(finding: Finding, texts: Texts) -> str:
    """Return the diff of a surviving mutant and the input it would take; "" for all else."""
    facts = finding.facts
    diff = facts.get("diff")
    if not diff:
        return ""
    told = texts.say("pack.apart" if facts["call"] else "pack.not_apart", **facts)
    return f"{diff}\n{told}"
