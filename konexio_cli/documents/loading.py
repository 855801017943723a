"""YAML read as nothing but texts, lists and names with values, each with its line.

What surprises is refused: aliases, anchors, tags, one name twice. Every single value
stays text, so `no`, `03/04`, `1_000` and `12.50` are what the learner wrote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from konexio_cli.documents.mistakes import DEEP, SIGN, mistake_of
from konexio_cli.errors import KonexioError

LONGEST = 32 << 10
_DEEPEST = 12
_LONGEST_KEY = 60
# What YAML takes for the end of a line.
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_CURLY = "“”„‟"

Place: TypeAlias = tuple[str | int, ...]
# A text, a list of trees, or a table of trees by name.
Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"


@dataclass(slots=True)
class Loaded:
    """What a file says; `lines` tells on which line (from 1) each value begins."""

    tree: dict[str, Tree]
    lines: dict[Place, int] = field(default_factory=dict)

    def line_of(self, place: Place) -> int:
        """Return the line of the value at `place`, or of the nearest one around it."""
        return next((self.lines[p] for p in _outwards(place) if p in self.lines), 1)


def text_of(name: str, body: bytes) -> str:
    """Return the text of a file, every line ended by a newline.

    Raise KonexioError when it is too large or not UTF-8.
    """
    if len(body) > LONGEST:
        raise KonexioError("document-too-large", file=name, limit=LONGEST >> 10)
    try:
        return _LINE_ENDS.sub("\n", body.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise KonexioError("document-not-utf8", file=name) from None


def load(name: str, text: str) -> Loaded:
    """Return what the text says. Raise KonexioError naming the file, the line and why."""
    try:
        node = _Plain(text).get_single_node()
    except yaml.YAMLError as problem:
        raise mistake_of(name, text, problem) from None
    # An escape such as "\UFFFFFFFF" is no character, a version of 5,000 digits no number.
    except (ValueError, OverflowError):
        raise KonexioError("document-character", file=name, line=1) from None
    if node is None:
        raise KonexioError("document-empty", file=name)
    if not isinstance(node, yaml.MappingNode):
        raise mistake_of(name, text, yaml.MarkedYAMLError(problem_mark=node.start_mark))
    loaded = Loaded({})
    loaded.tree = _Reading(name, text.split("\n"), loaded.lines).table(node, ())
    return loaded


class _Plain(yaml.BaseLoader):
    """PyYAML without tags, anchors and aliases; what is nested is counted before it is built."""

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs lack it
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag:
            raise yaml.MarkedYAMLError(problem_mark=event.start_mark, problem=SIGN)
        if self._depth >= _DEEPEST:
            raise yaml.MarkedYAMLError(problem_mark=event.start_mark, problem=DEEP)
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


class _Reading:
    """Turns nodes into a tree; `lines` is filled on the way."""

    def __init__(self, name: str, source: list[str], lines: dict[Place, int]) -> None:
        self._name = name
        self._source = source
        self._lines = lines

    def table(self, node: yaml.MappingNode, place: Place) -> dict[str, Tree]:
        table: dict[str, Tree] = {}
        for key_node, value in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _error("document-form", self._name, key_node)
            key = self._text(key_node)
            if key in table:
                raise _error("document-twice", self._name, key_node, key[:_LONGEST_KEY])
            self._lines[*place, key] = key_node.start_mark.line + 1
            table[key] = self._tree(value, (*place, key))
        return table

    def _tree(self, node: yaml.Node, place: Place) -> Tree:
        if isinstance(node, yaml.MappingNode):
            return self.table(node, place)
        if isinstance(node, yaml.SequenceNode):
            for number, one in enumerate(node.value):
                self._lines[*place, number] = one.start_mark.line + 1
            return [self._tree(one, (*place, n)) for n, one in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self._text(node)

    def _text(self, node: yaml.ScalarNode) -> str:
        text = str(node.value)
        if any("\ud800" <= one <= "\udfff" for one in text):
            raise _error("document-character", self._name, node)
        if text[:1] and text[0] in _CURLY:
            raise _error("document-curly", self._name, node)
        if self._is_cut(node):
            raise _error("document-comment", self._name, node)
        return text

    def _is_cut(self, node: yaml.ScalarNode) -> bool:
        """Whether YAML takes the end of a text for a comment, as in `Repair bug #3`."""
        end = node.end_mark
        if not node.value or node.style or end is None or end.line >= len(self._source):
            return False
        return self._source[end.line][end.column :].lstrip(" ").startswith("#")


def _error(code: str, file: str, node: yaml.Node, key: str = "") -> KonexioError:
    return KonexioError(code, file=file, line=node.start_mark.line + 1, key=key)


def _outwards(place: Place) -> list[Place]:
    return [place[:length] for length in range(len(place), 0, -1)]
