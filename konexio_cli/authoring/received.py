"""What a learner receives, in the forms in which a secret can be read in it."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

# What may stand before a line of code in prose: `# ` of a comment, `> ` of a quotation.
_LEAD = re.compile(r"^\s*(?:[#>]+\s*)?", re.MULTILINE)
_SPACE = re.compile(r"\s+")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")


def squeezed(text: str) -> str:
    """Return code as it is whatever its form: no space, one kind of quote, no comment sign."""
    plain = _LEAD.sub("", unicodedata.normalize("NFC", text))
    return _SPACE.sub("", plain).replace("'", '"').replace("`", "")


@dataclass(frozen=True, slots=True)
class Received:
    """One file of a learner's, or one text that is shown, by its name in the course."""

    name: str
    sha256: str
    code: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def is_data(self) -> bool:
        """Whether this is a file of an exercise's `data/` folder."""
        return "data" in PurePosixPath(self.name).parts[:-1]

    def belongs_to(self, exercise: str) -> bool:
        """Whether this is a file of that exercise."""
        return self.name.startswith(f"{exercise}/")


def received(name: str, body: bytes) -> Received:
    """Return a file as it is searched; notebooks, JSON and TOML also as what they say."""
    forms = tuple(_forms(name, body.decode("utf-8", "replace")))
    return Received(
        name,
        hashlib.sha256(body).hexdigest(),
        tuple(map(squeezed, forms)),
        tuple(with_points(line) for form in forms for line in form.splitlines()),
    )


def with_points(line: str) -> str:
    """Return a line whose numbers have a decimal point, as they do in code."""
    return _DECIMAL_COMMA.sub(".", unicodedata.normalize("NFC", line))


def _forms(name: str, text: str) -> Iterator[str]:
    yield text
    try:
        if name.endswith((".ipynb", ".json")):
            yield "\n".join(_strings(json.loads(text)))
        if name.endswith(".toml"):
            yield "\n".join(_strings(tomllib.loads(text)))
    except (ValueError, RecursionError):
        return  # the gate `loads` tells that it does not read


def _strings(value: object) -> Iterator[str]:
    """Give every text in a document; a list of lines, as notebooks have, is one text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        yield "".join(value)
        yield from value
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
