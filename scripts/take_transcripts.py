"""Take docs/transcripts/*.txt: a beginner's first half hour, typed at a real terminal of 80 x 24.

`python scripts/take_transcripts.py WHEEL [FOLDER]` installs the wheel into a fresh environment,
within tmux, and goes from there to the first entry of a portfolio: in English, French, Arabic.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from konexio_cli.model.language import Language
from konexio_cli.packs.compose import fill_in
from konexio_cli.reports.catalogue import Texts

_COLUMNS, _LINES, _HISTORY = 80, 24, 5_000
_PATIENCE = 1_800.0
_LOOK_AGAIN_AFTER = 0.2
_PROMPT = "$"
# As long as the temporary folder's own path: lines end where they ended on the screen.
_HOME = "/home/amina/konexio"
_FIRST = "m00/first-run"
# A slip, and then the answer, as they are typed into the notebook's cell and saved.
_ANSWERS = (('name = "Amina"', "print(nom)"), ('name = "Amina"', "print(name)"))
_NAMES = {Language.AR: "أمينة"}


class Pane:
    """A shell in tmux, and a hand that waits for what it sees."""

    def __init__(self, socket: str) -> None:
        self._tmux = ["tmux", "-L", socket, "-f", os.devnull]

    def tmux(self, *arguments: str) -> str:
        """Return what tmux answers."""
        done = subprocess.run([*self._tmux, *arguments], check=True, capture_output=True)
        return done.stdout.decode()

    def shown(self) -> str:
        """Return all that was shown, above the screen too."""
        return self.tmux("capture-pane", "-p", "-t", "0", "-S", f"-{_HISTORY}").rstrip()

    def until(self, text: str, after: int) -> None:
        """Wait until `text` is shown behind the first `after` characters."""
        deadline = time.monotonic() + _PATIENCE
        while text not in self.shown()[after:]:
            if time.monotonic() > deadline:
                raise SystemExit(f"{text}\n{self.shown()}")
            time.sleep(_LOOK_AGAIN_AFTER)

    def type(self, line: str, until: str = f"\n{_PROMPT}") -> None:
        """Type a line and Enter; wait for what comes, which is the prompt mostly."""
        before = len(self.shown())
        self.tmux("send-keys", "-t", "0", "-l", line)
        self.tmux("send-keys", "-t", "0", "Enter")
        self.until(until, before)


@contextmanager
def _pane(home: Path) -> Iterator[Pane]:
    """Give a shell with nothing in its home, and no words of ours in its surroundings."""
    pane = Pane(home.name)
    kept = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    # An environment's name in the prompt would be one more sign; a history outlives its shell.
    kept |= {"VIRTUAL_ENV_DISABLE_PROMPT": "1", "HISTFILE": ""}
    told = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "PS1": f"{_PROMPT} "}
    given = [f"{name}={value}" for name, value in (kept | told).items()]
    shell = shlex.join(["env", "-i", "TERM=screen-256color", *given, "bash", "--norc", "-i"])
    size = ["-x", str(_COLUMNS), "-y", str(_LINES)]
    # A size that a terminal around us has must not be asked for.
    pane.tmux("new-session", "-d", *size, "-c", str(home), shell)
    try:
        pane.until(_PROMPT, 0)
        yield pane
    finally:
        pane.tmux("kill-server")


def _begin(pane: Pane, language: Language) -> None:
    """Answer the questions of `konexio start`, each when it is asked."""
    texts = Texts(language)
    asked = [("English: en", str(language))]
    if language.right_to_left:
        asked.append((texts.say("start.which"), "1"))
    asked += [
        (texts.say("start.folder"), "work"),
        (texts.say("start.name"), _NAMES.get(language, "Amina")),
    ]
    pane.type("konexio start", until=asked[0][0])
    behind = [question for question, _ in asked[1:]]
    for (_, answer), following in zip(asked, [*behind, f"\n{_PROMPT}"], strict=True):
        pane.type(answer, until=following)


def _transcript(wheel: Path, language: Language, home: Path) -> str:
    shutil.copy(wheel, home)
    with _pane(home) as pane:
        pane.type("python3 -m venv .venv")
        pane.type(". .venv/bin/activate")
        pane.type(f"pip install -qq {wheel.name}")
        _begin(pane, language)
        pane.type("cd work")
        for line in ("konexio pull", "konexio next", "konexio check", "konexio hint"):
            pane.type(line)
        notebook = home / "work" / _FIRST / "first-run.ipynb"
        for lines in _ANSWERS:
            pane.type(f"# JupyterLab: {'; '.join(lines)}")
            filled = fill_in(notebook.read_text("utf-8"), {"hello": "\n".join(lines)})
            notebook.write_text(filled, "utf-8")
            pane.type("konexio check")
        pane.type("konexio portfolio")
        return pane.shown().replace(str(home), _HOME) + "\n"


def main(wheel: Path, target: Path) -> None:
    """Write a transcript for each language into the folder `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for language in Language:
        with tempfile.TemporaryDirectory(prefix="amina-", dir="/tmp") as home:
            text = _transcript(wheel, language, Path(home))
        (target / f"{language}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    _FOLDER = Path(__file__).parents[1] / "docs" / "transcripts"
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else _FOLDER)  # noqa: PLR2004 - as said above
