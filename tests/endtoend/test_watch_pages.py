"""The pages about `konexio watch`, walked at a terminal of 80 columns: every screen is real."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from konexio_cli.packs.compose import fill_in

from .conftest import Konexio

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a pseudo-terminal")
if sys.platform == "linux":
    from .terminal import Terminal, terminal, words

_STEP = re.compile(
    r"<!-- press: (?P<key>\w) -->"
    r"|<!-- screen -->\n```text\n(?P<screen>.*?)\n```"
    r"|<!-- portfolio -->\n```text\n(?P<portfolio>.*?)\n```"
    r"|<!-- answer: (?P<file>\S+) (?P<cell>\S+) -->\n```python\n(?P<answer>.*?)```"
    r"|^\$ (?P<command>.*?)$",
    re.DOTALL | re.MULTILINE,
)
_WIPED = re.compile(r".*\x1b\[2J", re.DOTALL)


def steps(page: Path) -> Iterator[re.Match[str]]:
    return _STEP.finditer(page.read_text("utf-8"))


def fits(expected: str, shown: str) -> bool:
    """Whether a screen ends as the page says: `…` is any text, alone on a line any lines."""
    lines = (
        "(?s:.*)" if line == "…" else re.escape(line).replace("…", ".*")
        for line in expected.splitlines()
    )
    return re.fullmatch("\n".join(lines), shown) is not None


class Reader:
    """Does what a page says, step by step, and looks whether it comes out as said."""

    def __init__(self, desk: Konexio, ending: ExitStack) -> None:
        self._home = self._desk = desk
        self._ending = ending
        self._watch: Terminal | None = None

    @property
    def watch(self) -> Terminal:
        """The terminal with `konexio watch`, from when it is needed."""
        if self._watch is None:
            self._watch = self._ending.enter_context(terminal(self._desk, "watch"))
        return self._watch

    def take(self, step: re.Match[str]) -> None:
        match step.lastgroup:
            case "command":
                self._run(*shlex.split(step["command"]))
            case "key":
                self.watch.press(step["key"])
            case "answer":
                path = self._home.folder / step["file"]
                filled = fill_in(path.read_text("utf-8"), {step["cell"]: step["answer"]})
                path.write_text(filled, "utf-8")
            case "screen":
                self._compare(step["screen"])
            case "portfolio":
                assert fits(step["portfolio"], self._desk.run("portfolio").out.strip())

    def _run(self, program: str, *arguments: str) -> None:
        if program == "cd":
            self._desk = self._desk.at(self._desk.folder / arguments[0])
        else:
            assert self._desk.run(*arguments).exit == 0

    def _compare(self, expected: str) -> None:
        """Compare what stands on the screen since it was wiped."""
        seen = _WIPED.sub("", self.watch.until(expected.splitlines()[-1]))
        text = "\n".join(line.rstrip() for line in words(seen).strip().splitlines())
        assert fits(expected, text), text


@pytest.mark.parametrize("page", ["watch", "regarder"])
def test_every_screen_of_a_page_is_real(konexio: Konexio, repository: Path, page: str) -> None:
    found = list(steps(repository / "docs" / "tutorials" / f"{page}.md"))
    kinds = [step.lastgroup for step in found]
    assert (kinds.count("screen"), kinds.count("key"), kinds.count("answer")) == (5, 3, 1)
    assert kinds[-1] == "portfolio"
    with ExitStack() as ending:
        reader = Reader(konexio, ending)
        for step in found:
            reader.take(step)
        assert reader.watch.end()[0] == 0


def test_both_pages_take_the_same_steps(repository: Path) -> None:
    english, french = (
        [step.lastgroup for step in steps(repository / "docs" / "tutorials" / f"{page}.md")]
        for page in ("watch", "regarder")
    )
    assert english == french
