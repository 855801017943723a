"""Sentences by code and language: the only place where this package speaks."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple, TypeAlias

from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language
from konexio_cli.reports.clean import one_line
from konexio_cli.reports.plurals import FORMS, plural_form

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
        sentence = _text(self._find(key))
        if sentence is None:
            return key
        return sentence.format_map(_Facts({k: one_line(str(v)) for k, v in facts.items()}))

    def count(self, key: str, number: int, /, **facts: object) -> str:
        """Return the sentence `key.<form>` whose form fits `number` in the language that has it."""
        for language in self.language.chain:
            forms = _lookup(_sentences(language), key)
            if isinstance(forms, Mapping) and "other" in forms:
                form = plural_form(language, number)
                fitting = form if form in forms else "other"
                return self.say(f"{key}.{fitting}", number=number, **facts)
        return key

    def error(self, problem: KonexioError) -> tuple[str, str]:
        """Return what happened and what to do next."""
        what, after = f"errors.{problem.code}.what", f"errors.{problem.way_out}.next"
        return self.say(what, **problem.facts), self.say(after, **problem.facts)

    def misconception(self, name: str) -> str:
        """Return what a learner is told for a known mistake; "" for none.

        A draft says in a second line that it is one.
        """
        known = _tree("misconceptions.toml").get(name, {})
        found = next((known[one] for one in self.language.chain if one in known), "")
        return f"{_text(found)}{self._warning(found)}"

    def python(self, cause: str, /, **facts: object) -> str:
        """Return why Python stops a program, and what to do; a draft says so, as above."""
        key = f"python.{cause}"
        facts |= {name: self._kind(str(facts[name])) for name in ("kind", "other") if name in facts}
        sentences = (self.say(f"{key}.{part}", **facts) for part in ("what", "next"))
        return f"{' '.join(sentences)}{self._warning(self._find(f'{key}.what'))}"

    def _kind(self, name: str) -> str:
        """Return what a beginner calls a type of Python's; one of their own keeps its name."""
        return _text(self._find(f"kinds.{name.rpartition('.')[2]}")) or name

    def _warning(self, found: object) -> str:
        return f"\n{self.say('messages.draft')}" if is_draft(found) else ""

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

    def _find(self, key: str) -> object:
        trees = (_sentences(language) for language in self.language.chain)
        found = (_lookup(tree, key) for tree in trees)
        return next((one for one in found if _text(one) is not None), None)


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


def _lookup(tree: Tree, key: str) -> object:
    found: Any = tree
    for step in key.split("."):
        if not isinstance(found, Mapping) or step not in found:
            return None
        found = found[step]
    return found


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
    """What translators have still to do: sentences without a translation, and drafts."""

    missing: int
    drafts: int


def gaps(language: Language) -> Gaps:
    """Count the sentences that this language lacks or has as drafts, of messages and all else."""
    messages = _tree("misconceptions.toml").values()
    ours = dict(_raw_leaves(language))
    needed = {_without_form(key) for key, _ in _raw_leaves(Language.EN)}
    there = {_without_form(key) for key in ours}
    return Gaps(
        missing=sum(language not in one for one in messages) + len(needed - there),
        drafts=sum(is_draft(one.get(language)) for one in messages)
        + sum(map(is_draft, ours.values())),
    )


def _without_form(key: str) -> str:
    """Return the key of a sentence, whichever number it is for."""
    rest, _, form = key.rpartition(".")
    return rest if form in FORMS else key


def known_misconceptions() -> frozenset[str]:
    """Return the ids of all mistakes that have a sentence."""
    return frozenset(_tree("misconceptions.toml"))


def leaves(language: Language) -> dict[str, str]:
    """Return every sentence of a language by its dotted key."""
    return {key: text for key, found in _raw_leaves(language) if (text := _text(found)) is not None}


def _raw_leaves(language: Language) -> Iterator[tuple[str, object]]:
    """Give every sentence by its dotted key, drafts as the tables that they are."""
    waiting: list[tuple[str, Any]] = [("", _sentences(language))]
    while waiting:
        prefix, tree = waiting.pop()
        for key, value in tree.items():
            path = f"{prefix}{key}"
            if _text(value) is not None:
                yield path, value
            else:
                waiting.append((f"{path}.", value))


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
