"""`--help` of every command: fast, short, in both languages, with examples that work."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest

from konexio_cli.cli.main import COMMANDS, GROUPS, USUAL

from .conftest import Konexio, say

COMMAND_LINES = [
    *[[name] for name, _ in COMMANDS],
    *[[group, name] for group, commands in GROUPS.items() for name, _ in commands],
]
# A group's name alone is a command, too, where it has a usual one.
TYPED = [*COMMAND_LINES, *([group] for group in USUAL)]
HELPED = [[], *([group] for group in GROUPS), *COMMAND_LINES]
EVERYWHERE = {"--help", "--json", "--plain", "--lang"}
HEAVY = ("nbclient", "nbformat", "git", "pandas", "numpy", "IPython", "pydantic", "rich", "pytest")


def options_of(konexio: Konexio, line: list[str]) -> set[str]:
    return set(re.findall(r"(?<!\S)-[\w-]+", konexio.run(*line, "--help").out)) | EVERYWHERE


@pytest.mark.parametrize("line", HELPED, ids=" ".join)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_help(konexio: Konexio, line: list[str], language: str) -> None:
    done = konexio.run(*line, "--help", "--lang", language, env={"COLUMNS": "200"})
    assert (done.exit, done.err) == (0, "")
    assert max(map(len, done.out.splitlines())) <= 80
    assert say(language, f"help.{'-'.join(line) or 'konexio'}.what") in " ".join(done.out.split())
    shown = done.out.partition(say(language, "help.examples"))[2]
    examples = re.findall(r"^  (konexio .+)$", shown, re.MULTILINE)
    assert examples
    for example in examples:
        words = shlex.split(example)[1:]
        known = next(known for known in TYPED if words[: len(known)] == known)
        assert known[: len(line)] == line or known == line[:1]
        used = {word for word in words if word.startswith("-")}
        assert used <= options_of(konexio, known)


@pytest.mark.parametrize(
    "line", [[], *([group] for group in GROUPS if group not in USUAL)], ids=" ".join
)
def test_a_group_alone_shows_its_help(konexio: Konexio, line: list[str]) -> None:
    done = konexio.run(*line)
    assert (done.exit, done.err) == (0, "")
    assert done.out == konexio.run(*line, "-h").out


def test_help_loads_nothing_heavy(konexio: Konexio) -> None:
    program = (
        "import sys\n"
        "from konexio_cli.cli.main import main\n"
        "try:\n    main(['--help'])\n"
        f"finally:\n    print(sorted(sys.modules.keys() & set({HEAVY!r})), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=konexio.folder,
        env=dict(konexio.environment),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr.strip()) == (0, b"[]")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("konexio ch", {"check"}),
        ("konexio cohort g", {"grade", "gradebook"}),
        ("konexio check --exe", {"--exercises"}),
        ("konexio s", {"start", "status", "submit"}),
    ],
)
def test_bash_completes(konexio: Konexio, typed: str, offered: set[str]) -> None:
    asked = {
        "_KONEXIO_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split()) - 1),
    }
    done = konexio.run(env=asked)
    assert (done.exit, done.err) == (0, "")
    assert set(done.out.split()) == offered
