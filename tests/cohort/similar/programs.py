"""Programs of a few functions, and the disguises under which they may be handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

# A depth below the function's own lines, and text with names in braces.
Line = tuple[int, str]
_NAMES = ("a", "b", "c", "d")
_STEPS: tuple[tuple[Line, ...], ...] = (
    ((0, "{a} = {b} + 7"),),
    ((0, "{a} = sum({b}) * len({c})"),),
    ((0, "print({a}, {b}, sep=', ')"),),
    ((0, "for {a} in {b}:"), (1, "{c}.append({a} * 2)")),
    ((0, "if {a} > 1_0:"), (1, "return {b}"), (0, "else:"), (1, "{c} = f'{{{a}}} or {{{b}}}'")),
    ((0, "while {a} and not {b}:"), (1, "{a} = {a} - {c}"), (1, "break")),
    ((0, "{a} = [{b}.strip() for {b} in {c} if {b}]"),),
    ((0, "with open({a}) as {b}:"), (1, "{c} = {b}.read()")),
    ((0, "try:"), (1, "{a} = int({b})"), (0, "except ValueError:"), (1, "{a} = 0")),
    ((0, "{a}.sort(key=lambda {b}: ({b}[0], -{b}[1]))"),),
)


@dataclass(frozen=True)
class Function:
    """A function's name and its lines."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Style:
    """How a program is written down; what it does is not a matter of style."""

    names: tuple[str, ...] = _NAMES
    prefix: str = ""
    indent: int = 4
    comments: bool = False
    docstrings: bool = False
    wide: bool = False

    def cell(self, functions: Sequence[Function]) -> str:
        return "\n".join(line for one in functions for line in self._function(one))

    def _function(self, one: Function) -> list[str]:
        names = dict(zip(_NAMES, self.names, strict=True))
        first, second = self.names[:2]
        head = f"def {self.prefix}{one.name}({first}, {second}):"
        lines = [head, *([" " * self.indent + '"""It does\nwhat it does."""'] * self.docstrings)]
        for depth, text in one.lines:
            line = " " * self.indent * (depth + 1) + text.format(**names)
            if self.wide:
                line = line.replace("(", "(  ").replace(" = ", "   =  ") + "  "
            lines += [line + "  # see above" * self.comments, *["", "# next"] * self.comments]
        return lines


@st.composite
def functions(draw: st.DrawFn, least: int = 1) -> list[Function]:
    """Functions of one to eight steps each."""
    steps = st.lists(st.sampled_from(_STEPS), min_size=1, max_size=8)
    bodies = draw(st.lists(steps, min_size=least, max_size=4))
    return [Function(f"f{n}", tuple(ln for s in body for ln in s)) for n, body in enumerate(bodies)]


def styles() -> st.SearchStrategy[Style]:
    """Every way of writing that changes nothing of what is done."""
    word = st.from_regex(r"[a-zé][a-z_0-9é]{0,9}_[0-9]", fullmatch=True)
    return st.builds(
        Style,
        names=st.lists(word, min_size=4, max_size=4, unique=True).map(tuple),
        prefix=st.sampled_from(["", "my_", "le_"]),
        indent=st.integers(1, 8),
        comments=st.booleans(),
        docstrings=st.booleans(),
        wide=st.booleans(),
    )
