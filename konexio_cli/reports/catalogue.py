"""Sentences by code and language: the only place where this package speaks."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple, TypeAlias

from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language
from konexio_cli.reports.clean import one_line

# A catalogue is a tree of tables whose leaves are sentences. A sentence is a text, or a
# table `{ text = "…", reviewed = false }`: a translation that nobody has reviewed.
Tree: TypeAlias = Mapping[str, Any]


@lru_cache(maxsize=8)
def _tree(file: str) -> Tree:
    body = resources.files("konexio_cli.reports").joinpath("texts", file).read_bytes()
    return tomllib.loads(body.decode())


class Texts:
    """The sentences of one language; a missing one is taken from the next of its chain."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, key: str, /, **facts: object) -> str:
        """Return the sentence `key`, a dotted path; a key without a sentence stays visible."""
        sentence = self._find(key)
        if sentence is None:
            return key
        return sentence.format_map(_Facts({k: one_line(str(v)) for k, v in facts.items()}))

    def count(self, key: str, number: int, /, **facts: object) -> str:
        """Return the sentence `key.one` or `key.other`, whichever fits `number`."""
        form = "one" if number == 1 or (number == 0 and self.language is Language.FR) else "other"
        return self.say(f"{key}.{form}", number=number, **facts)

    def error(self, problem: KonexioError) -> tuple[str, str]:
        """Return what happened and what to do next."""
        key = f"errors.{problem.code}"
        return self.say(f"{key}.what", **problem.facts), self.say(f"{key}.next", **problem.facts)

    def misconception(self, name: str) -> str:
        """Return what a learner is told for a known mistake; "" for none.

        A draft says in a second line that it is one.
        """
        known = _tree("misconceptions.toml").get(name, {})
        found = next((known[one] for one in self.language.chain if one in known), "")
        draft = f"\n{self.say('messages.draft')}" if is_draft(found) else ""
        return f"{_text(found)}{draft}"

    def spoken(self, key: str) -> Language:
        """Return the language in which `say` says `key`; a page marks what is not in its own."""
        said = (one for one in self.language.chain if _lookup(_sentences(one), key) is not None)
        return next(said, self.language)

    def misconception_spoken(self, name: str) -> Language:
        """Return the language of what `misconception` returns."""
        known = _tree("misconceptions.toml").get(name, {})
        return next((one for one in self.language.chain if one in known), self.language)

    def note(self, note: str) -> str:
        """Return the sentence of a note such as `cell-missing:price`."""
        code, _, fact = note.partition(":")
        return self.say(f"notes.{code}", fact=fact)

    def _find(self, key: str) -> str | None:
        for language in self.language.chain:
            found = _lookup(_sentences(language), key)
            if found is not None:
                return found
        return None


@lru_cache(maxsize=8)
def _sentences(language: Language) -> Tree:
    """Return all sentences of a language: a file for each part of the program, one tree."""
    folder = resources.files("konexio_cli.reports").joinpath("texts", language)
    whole: dict[str, Any] = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            _add(whole, tomllib.loads(file.read_text("utf-8")), file.name)
    return whole


def _add(whole: dict[str, Any], part: dict[str, Any], where: str) -> None:
    """Add a file's sentences. Raise ValueError when another file says one of them, too."""
    for key, value in part.items():
        known = whole.setdefault(key, value)
        if known is value:
            continue
        if _text(known) is not None or _text(value) is not None:
            raise ValueError(f"{where}: {key}")
        _add(known, value, f"{where}: {key}")


def _lookup(tree: Tree, key: str) -> str | None:
    found: Any = tree
    for step in key.split("."):
        if not isinstance(found, Mapping) or step not in found:
            return None
        found = found[step]
    return _text(found)


def _text(found: object) -> str | None:
    """Return the text of a sentence; None for a table of sentences."""
    match found:
        case str(text) | {"text": str(text), "reviewed": bool()}:
            return text
    return None


def is_draft(found: object) -> bool:
    """Whether a sentence of a catalogue is a translation that nobody has reviewed."""
    return isinstance(found, Mapping) and found.get("reviewed") is False


class Gaps(NamedTuple):
    """What translators have still to do: messages without a translation, and drafts."""

    missing: int
    drafts: int


def gaps(language: Language) -> Gaps:
    """Count the messages about known mistakes that this language lacks or has as drafts."""
    messages = _tree("misconceptions.toml").values()
    return Gaps(
        missing=sum(language not in one for one in messages),
        drafts=sum(is_draft(one.get(language)) for one in messages),
    )


def known_misconceptions() -> frozenset[str]:
    """Return the ids of all mistakes that have a sentence."""
    return frozenset(_tree("misconceptions.toml"))


def leaves(language: Language) -> dict[str, str]:
    """Return every sentence of a language by its dotted key."""
    found: dict[str, str] = {}
    waiting: list[tuple[str, Any]] = [("", _sentences(language))]
    while waiting:
        prefix, tree = waiting.pop()
        for key, value in tree.items():
            path = f"{prefix}{key}"
            if (text := _text(value)) is not None:
                found[path] = text
            else:
                waiting.append((f"{path}.", value))
    return found


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
