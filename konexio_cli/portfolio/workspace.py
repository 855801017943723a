"""A learner's workspace: a folder with their notebooks, and `.konexio/` beside them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from konexio_cli.durable import write_atomically
from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language

FILE = Path(".konexio", "workspace.json")


class Direction(StrEnum):
    """What a terminal does with text that is written from right to left.

    `logical`: it turns the text itself, as it should. `visual`: it shows the letters in the
    order in which they come.
    """

    LOGICAL = "logical"
    VISUAL = "visual"


@dataclass(frozen=True, slots=True)
class Settings:
    """What `konexio start` asked: language, name or pseudonym, and the course in use.

    `course` is a folder with course.toml; "" means the course that came with konexio.
    `direction` is None as long as nobody was asked. No output depends on it: what we turned,
    a terminal that learns to turn would turn back.
    """

    language: Language
    name: str
    course: str = ""
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder that holds a learner's work."""

    folder: Path
    settings: Settings

    def notebook(self, exercise: str) -> Path:
        """Return where the notebook of an exercise is kept."""
        return self.folder / exercise / f"{exercise.partition('/')[2]}.ipynb"

    @property
    def journal(self) -> Path:
        """Where attempts, hints and snapshots are kept."""
        return self.folder / ".konexio" / "journal.db"

    @property
    def portfolio(self) -> Path:
        """Where passed work is kept, as a git repository."""
        return self.folder / "portfolio"


def open_workspace(here: Path) -> Workspace:
    """Return the workspace that `here` is in. Raise KonexioError when there is none."""
    folder = folder_around(here)
    if folder is None:
        raise KonexioError("workspace-missing")
    return Workspace(folder, _read(folder / FILE))


def folder_around(here: Path) -> Path | None:
    """Return the nearest folder of a workspace, `here` or above; None without one."""
    return next((one for one in (here, *here.parents) if (one / FILE).is_file()), None)


def save(folder: Path, settings: Settings) -> Workspace:
    """Make `folder` a workspace with these settings, or change the settings of one."""
    path = folder / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise KonexioError("folder-is-file", file=folder) from None
    text = json.dumps({"format": 1} | asdict(settings), ensure_ascii=False, indent=1)
    write_atomically(path, text + "\n")
    return Workspace(folder, settings)


def _read(path: Path) -> Settings:
    try:
        content = json.loads(path.read_text("utf-8"))
        language, name = Language(content["language"]), str(content["name"])
        direction = content.get("direction")
        return Settings(
            language,
            name,
            str(content.get("course", "")),
            Direction(direction) if direction in set(Direction) else None,
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise KonexioError("workspace-broken", file=path) from None
