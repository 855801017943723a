"""What was handed in and could not be taken, each with its reason: its learner is in the gradebook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate

from konexio_cli.cohort.kept import Row
from konexio_cli.cohort.line import Line, from_text, not_graded, to_text
from konexio_cli.cohort.settings import Settings
from konexio_cli.cohort.sources.without import CODE
from konexio_cli.cohort.store import Store
from konexio_cli.errors import KonexioError
from konexio_cli.reports.clean import one_line

_LONGEST_NAME = 200

_TABLE = """
CREATE TABLE IF NOT EXISTS refusals (
  file TEXT PRIMARY KEY, learner TEXT NOT NULL, line TEXT NOT NULL) STRICT
"""

_HAS_NOTEBOOK = "DELETE FROM refusals WHERE learner = ? AND instr(line, '\"' || ? || '\"')"


class Refusals:
    """The refused files of one cohort's store, by the name that their source has for them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._refused: dict[str, Line] = {}
        self._taken: set[str] = set()
        self._with_notebook: set[str] = set()
        with store.writing() as database:
            database.execute(_TABLE)

    def refuse(self, file: str, learner: str, problem: KonexioError) -> None:
        """Gather why a file is refused, which is told under the name that its source has for it."""
        shown = _shown(file)
        problem.facts["file"] = shown
        self._refused[shown] = not_graded(learner, shown, problem)

    def take(self, file: str, learner: str) -> None:
        """Gather that a file is taken, and so that every archive it lies in could be opened.

        Whoever had no notebook has one now.
        """
        self._with_notebook.add(learner)
        self._taken.update(accumulate(_shown(file).split("/"), "{}/{}".format))

    def finish(self) -> None:
        """Keep what is gathered: what was taken after all is forgotten."""
        refused = [(one.file, one.learner, to_text(one)) for one in self._refused.values()]
        with self._store.writing() as database:
            taken = ((one,) for one in self._taken)
            database.executemany("DELETE FROM refusals WHERE file = ?", taken)
            database.executemany("INSERT OR REPLACE INTO refusals VALUES (?, ?, ?)", refused)
            mine = ((one, CODE) for one in self._with_notebook)
            database.executemany(_HAS_NOTEBOOK, mine)
        self._with_notebook.clear()
        self._refused.clear()
        self._taken.clear()

    def lines(self, settings: Settings) -> list[Line]:
        """Return a line for each, in order, with the learner's id as the settings have it now."""
        with self._store.reading() as database:
            rows = database.execute("SELECT line FROM refusals ORDER BY learner, file").fetchall()
        return [_now(from_text(text), settings) for (text,) in rows]

    def rows(self, settings: Settings) -> Mapping[str, list[Row]]:
        """Return what a gradebook needs of each, by learner."""
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for one in self.lines(settings):
            found[one.learner].append(Row(one.learner, one.file, "", "", 0, to_text(one), None))
        return found


def _now(line: Line, settings: Settings) -> Line:
    if not line.learner:
        return line
    return replace(line, learner=settings.learner_or_new(line.learner).id)


def _shown(file: str) -> str:
    """Return a stranger's name for a file, harmless and not too long for a table."""
    return one_line(file)[:_LONGEST_NAME]
