"""A first day at a terminal of 80 by 24, from `start` to the first entry of the portfolio."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from rich.cells import cell_len

from .conftest import Answers, Konexio, answer, attempts, notebook_of, say

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a pseudo-terminal")
if sys.platform == "linux":
    from .terminal import terminal, words

FIRST, SECOND = "m00/first-run", "m00/read-the-error"


@dataclass
class Day:
    """A learner at a terminal; what they saw, screen by screen."""

    desk: Konexio
    language: str
    seen: str = ""

    def run(self, *arguments: str, typed: Iterable[tuple[str, str]] = (), code: int = 0) -> str:
        """Run a command and answer its questions; it ends with an arrow and the next step."""
        with terminal(self.desk, *arguments) as shown:
            for question, line in typed:
                self.see(shown.until(question))
                shown.press(f"{line}\n")
            ended, text = shown.end()
        assert ended == code, text
        text = words(text)
        # A step that is not translated yet points the other way.
        assert text.rpartition("\n\n")[2][:1] in ("→", "←" if self.language == "ar" else "→"), text
        assert len(text.splitlines()) <= 24 or arguments == ("list",)
        self.see(text)
        return text

    def see(self, text: str) -> None:
        lines = words(text).splitlines()
        assert all(cell_len(line) <= 80 for line in lines if str(self.desk.folder) not in line)
        assert "Traceback" not in text
        self.seen += text

    def say(self, key: str, **facts: object) -> str:
        return say(self.language, key, **facts)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_first_day(konexio: Konexio, answers: Answers, language: str) -> None:
    day = Day(konexio, language)
    questions = [
        ("Français", language),
        *([(day.say("start.which"), "1")] if language == "ar" else []),
        (day.say("start.folder"), "work"),
        (day.say("start.name"), "Amina"),
    ]
    day.run("start", typed=questions)
    day.desk = konexio.at(konexio.folder / "work")
    day.run("pull")
    assert FIRST in day.run("next")
    assert day.say("check.unfinished") in day.run("check", code=1)

    with terminal(day.desk, "watch") as shown:
        day.see(shown.until(day.say("watch.keys")))
        shown.press("h")
        day.see(shown.until(day.say("hint.step", step=1, all=3)))
        shown.until(day.say("watch.keys"))
        answer(notebook_of(day.desk, FIRST), answers(FIRST, "reference"))
        assert day.say("check.passed") in shown.until(day.say("watch.passed.key"))
        shown.press("n")
        day.see(shown.until(day.say("watch.save")))
        shown.press("q")
        assert shown.end()[0] == 0

    answer(notebook_of(day.desk, SECOND), answers(SECOND, "reference"))
    day.run("check")
    day.run("submit")
    text = day.run("portfolio")
    assert FIRST in text
    assert SECOND in text
    assert FIRST in day.run("list")
    verdicts = [(exercise, verdict) for exercise, _, verdict in attempts(day.desk)]
    assert verdicts[-2:] == [(FIRST, "passed"), (SECOND, "passed")]
