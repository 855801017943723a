"""The gate `reading`: long sentences in briefs and hints, shown as warnings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from konexio_cli.authoring.findings import Finding, Severity
from konexio_cli.authoring.sentences import sentences
from konexio_cli.model.language import REQUIRED
from konexio_cli.packs.files import read_text
from konexio_cli.packs.texts import without_head

GATE = "reading"
# Authors aim at 12 words. Three more leave room for a name, an amount and a unit; what is
# longer still has, in nearly all cases, two ideas that can be two sentences.
MOST_WORDS = 15


def reading(name: str, exercises: Path) -> Iterator[Finding]:
    """Warn of each sentence in a brief or a hint that is too long for a learner."""
    for language in REQUIRED:
        for path in sorted((exercises / name).rglob(f"*.{language}.md")):
            yield from _long(path)
    yield Finding(GATE, name)


def _long(path: Path) -> Iterator[Finding]:
    for sentence in sentences(without_head(read_text(path))):
        if sentence.words > MOST_WORDS:
            facts: dict[str, object] = {
                "file": path,
                "line": sentence.line,
                "words": sentence.words,
                "most": MOST_WORDS,
                "sentence": sentence.text,
            }
            yield Finding(GATE, path.name, "sentence-long", facts, Severity.WARNING)
