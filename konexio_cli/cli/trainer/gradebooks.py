"""A cohort's gradebook opened, and files of it written, for the commands that give back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from konexio_cli.errors import KonexioError

if TYPE_CHECKING:
    from konexio_cli.model.gradebook import Gradebook
    from konexio_cli.reports.catalogue import Texts


def opened(cohort: Path, exercises: Path | None) -> Gradebook:
    """Return the gradebook of a cohort's folder. Raise KonexioError when it has none."""
    from konexio_cli.cohort.book import open_gradebook
    from konexio_cli.packs.library import exercises_folder
    from konexio_cli.packs.sources import embedded_course

    if not cohort.is_dir():
        raise KonexioError("cohort-folder-missing", folder=cohort)
    ours = exercises_folder(exercises, Path.cwd(), embedded_course())
    return open_gradebook(cohort, ours)


def write(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write files below a folder, each whole or not at all; return their paths."""
    from konexio_cli.durable import write_atomically

    if folder.exists() and not folder.is_dir():
        raise KonexioError("folder-is-file", file=folder)
    written = []
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
        written.append(path)
    return written


def waiting(book: Gradebook, texts: Texts) -> tuple[str, ...]:
    """Return a note on what was handed in and is not graded yet."""
    return (texts.count("exported.waiting", book.waiting),) if book.waiting else ()
