"""Briefs and hints: one Markdown file per language, each translation dated by its original."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Hint
from konexio_cli.model.language import Language, Translated
from konexio_cli.packs.files import read_text

_HEAD = re.compile(r"\A---\n(?P<head>.*?)\n---\n", re.DOTALL)
_TRANSLATES = re.compile(r"^translates:\s*([0-9a-f]{12})\s*$", re.MULTILINE)
_STEP = re.compile(r"^##\s+(\d+)\s*$", re.MULTILINE)
_STEPS = 3


def version_of(english: str) -> str:
    """Return how a translation names the English text that it was made from."""
    return hashlib.sha256(english.encode()).hexdigest()[:12]


def read_translated(folder: Path, stem: str) -> tuple[Translated, tuple[str, ...]]:
    """Return `<stem>.<language>.md` in every language that is there, and notes on stale ones.

    Raise KonexioError when the English file is missing or a file is not UTF-8.
    """
    english = read_text(folder / f"{stem}.en.md")
    version = version_of(english)
    texts, notes = {Language.EN: english}, []
    for language in (Language.FR, Language.AR):
        path = folder / f"{stem}.{language}.md"
        if not path.is_file():
            continue
        text = read_text(path)
        head = _HEAD.match(text)
        names = _TRANSLATES.search(head["head"]) if head else None
        if not names or names[1] != version:
            notes.append(f"{path.name}: translates {version}")
        texts[language] = text[head.end() :] if head else text
    return Translated({key: text.strip() for key, text in texts.items()}), tuple(notes)


def without_head(text: str) -> str:
    """Return the text of a translated file with the lines of its head left empty."""
    head = _HEAD.match(text)
    return "\n" * head[0].count("\n") + text[head.end() :] if head else text


def hints_of(texts: Translated, folder: Path) -> tuple[Hint, ...]:
    """Return the three steps of help. Raise KonexioError when a language has not three."""
    steps = {language: _steps(text) for language, text in texts.texts.items()}
    for language, parts in steps.items():
        if len(parts) != _STEPS:
            file = folder / f"hints.{language}.md"
            raise KonexioError("hints-not-three", file=file, language=language, count=len(parts))
    return tuple(
        Hint(number + 1, Translated({language: parts[number] for language, parts in steps.items()}))
        for number in range(_STEPS)
    )


def _steps(text: str) -> list[str]:
    """Return what stands under the headings 1, 2, 3 … as long as they count on."""
    parts = _STEP.split(text)
    numbered = zip(parts[1::2], parts[2::2], strict=True)
    return [
        part.strip() for count, (number, part) in enumerate(numbered, 1) if int(number) == count
    ]
