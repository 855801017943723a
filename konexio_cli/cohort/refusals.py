"""What was handed in and could not be taken, each with its reason: its learner is in the gradebook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from konexio_cli.cohort.kept import Row
from konexio_cli.cohort.line import Line, from_text, to_text
from konexio_cli.cohort.settings import Settings
from konexio_cli.cohort.store import Store

_TABLE = """
CREATE TABLE IF NOT EXISTS refusals (
  file TEXT PRIMARY KEY, learner TEXT NOT NULL, line TEXT NOT NULL) STRICT
"""


class Refusals:
    """The refused files of one cohort's store, by the name that their source has for them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        with store.writing() as database:
            database.execute(_TABLE)

    def keep(self, refused: Iterable[Line], taken: Collection[str]) -> None:
        """Keep why files were refused; what was taken after all is forgotten here."""
        with self._store.writing() as database:
            database.executemany("DELETE FROM refusals WHERE file = ?", ((one,) for one in taken))
            database.executemany(
                "INSERT OR REPLACE INTO refusals VALUES (?, ?, ?)",
                ((one.file, one.learner, to_text(one)) for one in refused),
            )

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
