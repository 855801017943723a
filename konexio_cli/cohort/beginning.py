"""A cohort's folder, made where there is none."""

from __future__ import annotations

from pathlib import Path

from konexio_cli.cohort.collecting import walk
from konexio_cli.cohort.places import collected_folder
from konexio_cli.cohort.settings_file import FILE
from konexio_cli.durable import machine_errors, write_atomically
from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language


def make_cohort(cohort: Path, language: Language) -> None:
    """Make the folder of a cohort, and a cohort.toml to be filled; what is there stays.

    Raise KonexioError when it cannot be written, is a file, or holds notebooks itself: these
    would not be graded any more.
    """
    if cohort.exists() and not cohort.is_dir():
        raise KonexioError("folder-is-file", file=cohort)
    if (cohort / FILE).exists():
        return
    inner = collected_folder(cohort)
    if cohort.exists() and not inner.exists() and any(walk(cohort, (".ipynb",))):
        raise KonexioError("cohort-of-notebooks", folder=cohort)
    with machine_errors(cohort):
        cohort.mkdir(parents=True, exist_ok=True)
    write_atomically(cohort / FILE, f'format = 1\nlanguage = "{language}"\n')
