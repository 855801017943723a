"""Briefs and hints: one Markdown file per language, each translation dated by its original."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Hint
from konexio_cli.model.language import Language, Translated

_HEAD = re.compile(r"\A---\n(?P<head>.*?)\n---\n", re.DOTALL)
_TRANSLATES = re.compile(r"^translates:\s*([0-9a-f]{12})\s*$", re.MULTILINE)
_STEP = re.compile(r"^##\s+(\d+)\s*$", re.MULTILINE)
_STEPS = 3


def version_of(body: bytes) -> str:
    """Return how a translation names the English file that it was made from."""
    return hashlib.sha256(body).hexdigest()[:12]


def read_translated(folder: Path, stem: str) -> tuple[Translated, tuple[str, ...]]:
    """Return `<stem>.<language>.md` in every language that is there, and notes on stale ones.

    Raise KonexioError when the English file is missing or a file is not UTF-8.
    """
    english = _body(folder / f"{stem}.en.md")
    version = version_of(english)
    texts, notes = {Language.EN: english.decode()}, []
    for language in (Language.FR, Language.AR):
        path = folder / f"{stem}.{language}.md"
        if not path.is_file():
            continue
        text = _body(path).decode()
        head = _HEAD.match(text)
        names = _TRANSLATES.search(head["head"]) if head else None
        if not names or names[1] != version:
            notes.append(f"{path.name}: translates {version}")
        texts[language] = text[head.end() :] if head else text
    return Translated({key: text.strip() for key, text in texts.items()}), tuple(notes)


def _body(path: Path) -> bytes:
    try:
        body = path.read_bytes()
        body.decode()
    except FileNotFoundError:
        raise KonexioError("file-missing", file=path) from None
    except UnicodeDecodeError:
        raise KonexioError("file-not-utf8", file=path) from None
    return body.replace(b"\r\n", b"\n")


def hints_of(texts: Translated, path: Path) -> tuple[Hint, ...]:
    """Return the three steps of help. Raise KonexioError when a language has not three."""
    steps = {language: _steps(text) for language, text in texts.texts.items()}
    for language, parts in steps.items():
        if len(parts) != _STEPS:
            raise KonexioError("hints-not-three", file=path, language=language, count=len(parts))
    return tuple(
        Hint(number + 1, Translated({language: parts[number] for language, parts in steps.items()}))
        for number in range(_STEPS)
    )


def _steps(text: str) -> list[str]:
    parts = _STEP.split(text)
    return [part.strip() for part in parts[2::2]]
