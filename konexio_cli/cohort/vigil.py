"""A cohort under watch: one round, then another one after each change that is news."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from konexio_cli.cohort.collecting import walk
from konexio_cli.cohort.places import collected_folder
from konexio_cli.cohort.rounds import Done, Round
from konexio_cli.cohort.store import Store
from konexio_cli.cohort.watching import changes
from konexio_cli.errors import Exit, KonexioError

# What ends a watch also later on: nothing that a trainer mends meanwhile.
_ENDING = {Exit.MACHINE, Exit.INTERRUPTED}


def rounds(
    wanted: Round, go: Callable[[Round], Done], tell: Callable[[KonexioError], None]
) -> Iterator[Done]:
    """Yield what came of each round, until Ctrl-C. Between two rounds others may collect.

    What is wrong later on, such as settings that are half written, is told: the watch waits.
    """
    begun, owed = False, True  # a round that failed owes a collection to the next
    for changed in changes((wanted.folder, *wanted.sources)):
        collects = owed or any(_touched(changed, one) for one in wanted.sources)
        if wanted.sources and not collects and not _is_news(wanted.folder, changed):
            continue
        try:
            done = go(wanted if collects else replace(wanted, sources=()))
        except KonexioError as problem:
            if not begun or problem.exit_code in _ENDING:
                raise
            tell(problem)
            owed = True
        else:
            begun, owed = True, False
            yield done


def _touched(changed: Iterable[Path], source: Path) -> bool:
    return any(path.resolve().is_relative_to(source.resolve()) for path in changed)


def _is_news(cohort: Path, changed: Iterable[Path]) -> bool:
    """Whether a cohort has changed beyond what a round itself has put there and graded."""
    folder = collected_folder(cohort).resolve()
    with Store(cohort) as store:
        graded = {file for _, file, _ in store.graded()}
    return not all(_is_graded(path.resolve(), folder, graded) for path in changed)


def _is_graded(path: Path, folder: Path, graded: Collection[str]) -> bool:
    if not (path.is_relative_to(folder) and path.exists()):
        return False
    files = [path] if path.is_file() else [one for one, _ in walk(path, (".ipynb",))]
    return all(one.relative_to(folder).as_posix() in graded for one in files)
