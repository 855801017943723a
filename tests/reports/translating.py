"""What a translator's sentence is held to, and how its faults are shown: all of them at once."""

from __future__ import annotations

import re
import string
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any

import pytest

from konexio_cli.cli.main import COMMANDS, GROUPS
from konexio_cli.model.language import Language

MOST_WORDS = 12
TEXTS = resources.files("konexio_cli.reports").joinpath("texts")
MISTAKES = tomllib.loads(TEXTS.joinpath("misconceptions.toml").read_text("utf-8"))

_NAMES = "|".join([*GROUPS, *(name for name, _ in COMMANDS)])
_INNER = "|".join(name for commands in GROUPS.values() for name, _ in commands)
_COMMAND = re.compile(rf"konexio(?: (?:{_NAMES})\b(?: (?:{_INNER})\b)?)?|--[a-z-]+")
_CODE = re.compile(r"`[^`]*`")
_END = re.compile(r"[.?!:؟](?=\s|$)")


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def code_spans(text: str) -> Counter[str]:
    return Counter(_CODE.findall(text))


def commands(text: str) -> Counter[str]:
    return Counter(_COMMAND.findall(text))


def longest_sentence(text: str) -> int:
    """Return its number of words; code, a placeholder and a command are one word each."""
    short = _COMMAND.sub("X", re.sub(r"\{\w+\}", "X", _CODE.sub("X", text)))
    return max(
        sum(any(map(str.isalnum, word)) for word in sentence.split())
        for sentence in _END.split(short)
    )


def files(language: Language) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the files of a language as a translator knows them, and what stands in each."""
    for file in TEXTS.joinpath(language).iterdir():
        yield f"{language}/{file.name}", tomllib.loads(file.read_text("utf-8"))


def raw_leaves(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in tree.items():
        if isinstance(value, dict) and not isinstance(value.get("text"), str):
            yield from raw_leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def places(language: Language) -> dict[str, str]:
    """Return the file of each sentence of a language, by its key."""
    return {key: name for name, tree in files(language) for key, _ in raw_leaves(tree)}


def in_their_places(language: Language, faults: Iterable[tuple[str, str, str]]) -> list[str]:
    """Return a line for each fault, a key with what is wrong and its sentence: file, then these."""
    found = places(language)
    return [
        f"{found.get(key, 'misconceptions.toml')}: {key}: {wrong}: {text}"
        for key, wrong, text in faults
    ]


def nothing_wrong(lines: Iterable[str]) -> None:
    """Fail with every line, so that a translator sees all faults at once."""
    if found := list(lines):
        pytest.fail(f"{len(found)} faults\n" + "\n".join(found), pytrace=False)
