"""Output without colours and signs, for screen readers and old terminals, and the version."""

from __future__ import annotations

import re
from importlib import metadata

from .conftest import Answers, Konexio, answer, notebook_of

VAT = "m01/price-with-vat"
# A terminal with colours, as far as a command can tell.
COLOURS = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
SIGNS = set("✓✗→·\x1b")


def signs_of(desk: Konexio, command: str) -> set[str]:
    """Return the signs that a command shows although it is asked for words only."""
    done = desk.run(*command.split(), "--plain", env=COLOURS)
    dumb = desk.run(*command.split(), env=COLOURS | {"TERM": "dumb"})
    return SIGNS & set(done.out + done.err + dumb.out + dumb.err)


def test_plain_is_words_only(work: Konexio, answers: Answers) -> None:
    # What an exercise's verdict does not change is looked at once.
    shown = {command: signs_of(work, command) for command in ("doctor", "chek")}
    for attempt in ("percent-as-whole", "reference"):
        answer(notebook_of(work, VAT), answers(VAT, attempt))
        for command in (f"check {VAT}", "list", "next", f"hint {VAT}", "portfolio"):
            shown[f"{command}: {attempt}"] = signs_of(work, command)
    assert {command: signs for command, signs in shown.items() if signs} == {}


def test_no_color_is_no_style_at_all(work: Konexio) -> None:
    for words in (["check", VAT], ["chek"]):
        coloured = work.run(*words, env=COLOURS)
        assert "\x1b[1" in coloured.out + coloured.err
        done = work.run(*words, env=COLOURS | {"NO_COLOR": "1"})
        assert "\x1b" not in done.out + done.err
        assert re.search("[✗→]", done.out + done.err)


def test_the_version(konexio: Konexio) -> None:
    number = metadata.version("konexio-cli")
    done = konexio.run("--version")
    assert (done.exit, done.out, done.err) == (0, f"konexio {number}\n", "")
    assert konexio.run("--version", "--json").json["data"] == {"version": number}
    assert "--version" in konexio.run("--help").out
