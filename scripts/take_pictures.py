"""Take docs/pictures/*.svg: real commands, run in a temporary folder, as a terminal shows them.

`python scripts/take_pictures.py [FOLDER]` writes into FOLDER, else into docs/pictures/.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from konexio_cli.model.language import Language
from konexio_cli.packs.compose import compose, fill_in
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.graders import read_grader
from konexio_cli.reports.catalogue import Texts

_HERE = Path(__file__).parents[1]
_EXERCISES, _GRADERS = _HERE / "exercises", _HERE / "graders"
_VAT = "m01/price-with-vat"
_RIGHT = "def price_with_vat(price, vat):\n    return round(price + price * vat / 100, 2)\n"
_WRONG = "def price_with_vat(price, vat):\n    return price * vat\n"
_COLUMNS = 80
# How a terminal is wiped.
_WIPE = "\x1b[2J\x1b[H"

_LEARNERS = ("Amina", "Bilal", "José", "Kofi", "Mei", "Ngoc", "O'Neil", "Zoë", "فاطمة", "مريم")
_COHORT = (_VAT, "m01/split-the-bill", "m01/tidy-name", "m01/greeting-card")

# Colours with a contrast of 4.5 or more on the background.
_THEME = TerminalTheme(
    (24, 28, 36),
    (222, 226, 233),
    [
        *((120, 128, 143), (255, 123, 123), (126, 217, 134), (240, 200, 96)),
        *((126, 176, 255), (214, 155, 255), (110, 214, 220), (222, 226, 233)),
    ],
)

# Rich's own form without its web font: a picture that loads nothing from anywhere.
_FORM = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: "DejaVu Sans Mono", Menlo, Consolas, "Liberation Mono", monospace;
  font-size: {char_height}px;
  line-height: {line_height}px;
}}
.{unique_id}-title {{ font: bold 18px system-ui, sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">
{matrix}
</g>
</g>
</svg>
"""


@dataclass(frozen=True, slots=True)
class Studio:
    """A temporary folder with a learner's workspace and a trainer's cohort in it."""

    folder: Path

    def prepare(self) -> None:
        """Make the workspace and the cohort."""
        self.run("konexio start work --name Amina")
        self.run("konexio pull", "work")
        for number, learner in enumerate(_LEARNERS):
            for position, exercise in enumerate(_COHORT):
                self._hand_in(learner, exercise, number + position)
        damaged = self.folder / "cohort" / "Ngoc" / "tidy-name.ipynb"
        damaged.write_bytes(damaged.read_bytes()[:900])

    def _hand_in(self, learner: str, exercise_id: str, number: int) -> None:
        exercise = read_exercise(_EXERCISES, exercise_id)
        attempts = read_grader(_GRADERS, _EXERCISES, exercise).attempts
        cells = attempts[number % len(attempts)].notebook.cells
        text = compose(exercise, Language.EN, {})
        path = self.folder / "cohort" / learner / f"{exercise.name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(fill_in(text, {c.name: c.source for c in cells}), "utf-8")

    def answer(self, source: str) -> None:
        """Write an answer into the learner's notebook; none leaves it as it is."""
        path = self.folder / "work" / _VAT / "price-with-vat.ipynb"
        if source:
            path.write_text(fill_in(path.read_text("utf-8"), {"price": source}), "utf-8")

    def watch(self, sources: Sequence[str], language: Language) -> str:
        """Return what `konexio watch` shows after these answers were saved, one by one."""
        ours, theirs = os.openpty()
        command = [sys.executable, "-m", "konexio_cli", "watch", _VAT, "--lang", language]
        place = self.folder / "work"
        watching = subprocess.Popen(
            command, cwd=place, env=_environment(), stdin=theirs, stdout=theirs
        )
        keys = Texts(language).say("watch.keys")
        shown = _until(ours, keys)
        for source in sources:
            self.answer(source)
            shown = _until(ours, keys)
        os.write(ours, b"q")
        watching.wait()
        os.close(theirs)
        os.close(ours)
        return shown.rpartition(_WIPE)[2]

    def run(self, command: str, place: str = ".") -> str:
        """Return what the command writes to a terminal of 80 columns, with short paths."""
        done = subprocess.run(
            [sys.executable, "-m", "konexio_cli", *command.split()[1:]],
            cwd=self.folder / place,
            env=_environment(),
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        if done.returncode > 1:
            raise RuntimeError(f"{command}: {done.stderr}")
        return done.stdout.replace(str(self.folder), "~")


def _until(terminal: int, text: str) -> str:
    """Return what a terminal shows until the end of the line with `text`."""
    seen = b""
    while text.encode() not in seen or not seen.endswith(b"\n"):
        seen += os.read(terminal, 1 << 16)
    return seen.decode().replace("\r\n", "\n")


def _environment() -> Mapping[str, str]:
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("KONEXIO_", "NO_COLOR", "LC_"))
    }
    return kept | {
        "COLUMNS": str(_COLUMNS),
        "FORCE_COLOR": "1",
        "KONEXIO_EXERCISES": str(_EXERCISES),
        "KONEXIO_GRADERS": str(_GRADERS),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
    }


def picture(name: str, command: str, output: str) -> str:
    """Return a command and its output as SVG."""
    console = Console(record=True, width=_COLUMNS, file=io.StringIO(), color_system="standard")
    console.print(Text.assemble(("$ ", "bright_black"), (command, "bold")))
    console.print(Text.from_ansi(output.rstrip()))
    return console.export_svg(title="Konexio", theme=_THEME, code_format=_FORM, unique_id=name)


# Name of the picture, answer in the learner's notebook, command, folder of the command.
_PICTURES = (
    ("check-unfinished", "", f"konexio check {_VAT}", "work"),
    ("check-wrong", _WRONG, f"konexio check {_VAT}", "work"),
    ("check-wrong-fr", _WRONG, f"konexio check {_VAT} --lang fr", "work"),
    ("check-right", _RIGHT, f"konexio check {_VAT}", "work"),
    ("cohort-grade", "", "konexio cohort grade cohort", "."),
    ("pack-check", "", "konexio pack check m01", "."),
)


# Name of the picture, and what is saved: each time something new, or nothing is checked.
_WATCHED = {"watch-wrong-fr": (_WRONG,), "watch-right-fr": (_RIGHT,)}


def main() -> None:
    """Take all pictures."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else _HERE / "docs" / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="konexio-pictures-") as folder:
        studio = Studio(Path(folder).resolve())
        studio.prepare()
        for name, source, command, place in _PICTURES:
            studio.answer(source)
            svg = picture(name, command, studio.run(command, place))
            (target / f"{name}.svg").write_text(svg, "utf-8")
        for name, sources in _WATCHED.items():
            shown = studio.watch(sources, Language.FR)
            (target / f"{name}.svg").write_text(picture(name, "konexio watch", shown), "utf-8")


if __name__ == "__main__":
    main()
