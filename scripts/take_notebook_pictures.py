"""Take docs/pictures/notebook-*.png: a learner's notebook as a browser shows it, in two languages.

`python scripts/take_notebook_pictures.py NBCONVERT [FOLDER]` writes into FOLDER, else into
docs/pictures/. NBCONVERT is the command `jupyter-nbconvert`, which Konexio itself does not need;
its page has the form of JupyterLab's. It needs Chromium at /usr/bin/chromium.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from konexio_cli.model.language import Language
from konexio_cli.model.notebook import Role
from konexio_cli.packs.compose import compose, fill_in
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.reports.catalogue import Texts

_HERE = Path(__file__).parents[1]
_EXERCISE = "m00/first-run"
_ANSWER = {"hello": 'name = "Amina"\nprint(name)'}
_LANGUAGES = (Language.FR, Language.AR)
_WIDTH, _HEIGHT = 820, 720
_BROWSER = (
    *("/usr/bin/chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
    f"--window-size={_WIDTH},{_HEIGHT}",
)


def _notebook(language: Language) -> str:
    """Return the notebook as `konexio pull` writes it, with an answer in it."""
    texts = Texts(language)
    roles = (Role.GIVEN, Role.ANSWER, Role.OPTIONAL, Role.CHECK)
    labels = {role: texts.say(f"labels.{role}") for role in roles}
    exercise = read_exercise(_HERE / "exercises", _EXERCISE)
    return fill_in(compose(exercise, language, labels), _ANSWER)


def _take(language: Language, nbconvert: str, picture: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        notebook = Path(folder) / "first-run.ipynb"
        notebook.write_text(_notebook(language), "utf-8")
        page = notebook.with_suffix(".html")
        subprocess.run([nbconvert, "--to=html", "--execute", str(notebook)], check=True)
        subprocess.run([*_BROWSER, f"--screenshot={picture}", page.as_uri()], check=True)


def main(nbconvert: str, target: Path) -> None:
    """Write a picture for each language into the folder `target`."""
    for language in _LANGUAGES:
        _take(language, nbconvert, target.absolute() / f"notebook-{language}.png")


if __name__ == "__main__":
    _FOLDER = _HERE / "docs" / "pictures"
    main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else _FOLDER)  # noqa: PLR2004 - as said above
