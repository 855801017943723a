"""One exercise of the workspace brought to a newer version, around the learner's own work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.learner.data_files import Aside, update_data
from konexio_cli.cli.learner.desk import Desk
from konexio_cli.cli.learner.notebooks import labels, notebook_now, rewrite
from konexio_cli.errors import Exit, KonexioError
from konexio_cli.model.exercise import Exercise
from konexio_cli.packs.compose import compose_rounds
from konexio_cli.packs.merging import Sentences, merge
from konexio_cli.packs.notebooks import parse
from konexio_cli.packs.origins import unpacked
from konexio_cli.packs.rounds import round_of
from konexio_cli.portfolio.pulled import Fresh, Pulled
from konexio_cli.portfolio.states import Reason


@dataclass(frozen=True, slots=True)
class Update:
    """An exercise with a notebook in the workspace, what is new, and all that was pulled before.

    The journal takes what is new at the end, by `remember`: after a power cut all of this
    happens once more, to no harm.
    """

    desk: Desk
    exercise: Exercise
    fresh: Fresh
    before: Sequence[Pulled]

    def merge_notebook(self, asked: Asked) -> bool:
        """Merge the notebook; return whether it changed.

        Raise KonexioError when it cannot be merged, or not be written.
        """
        sentences = Sentences(asked.texts.say("merge.former"), asked.texts.say("merge.changed"))
        bases = [body for one in self.before if (body := self._kept(one.notebook))]

        def merged(body: bytes) -> bytes | None:
            number = self._round(body)
            text = compose_rounds(self.exercise, asked.language, labels(asked.texts), number)
            after = merge(body, (bases, text.encode()), sentences, self._path)
            return None if after is None else after.encode()

        reasons = (Reason.BEFORE_PULL, Reason.PULL)
        return rewrite(self.desk, self.exercise.id, reasons, merged)

    def merge_data(self) -> list[Aside]:
        """Bring the author's data files; return those that the learner had changed."""
        number = self._round(notebook_now(self._path))
        before = [data for one in self.before if (data := self._data_of(one))]
        return update_data(self._path.parent, self.exercise.data(number), before)

    def remember(self) -> None:
        """Tell the journal that what was new is here."""
        self.desk.journal.remember([self.fresh])

    @property
    def _path(self) -> Path:
        return self.desk.workspace.notebook(self.exercise.id)

    def _kept(self, sha256: str) -> bytes | None:
        """Return kept bytes; None when they are damaged: what differs then is the learner's."""
        try:
            return self.desk.journal.snapshot(sha256)
        except KonexioError as problem:
            if problem.exit_code is not Exit.USAGE:
                raise
            return None

    def _data_of(self, pulled: Pulled) -> dict[str, bytes]:
        """Return the data files of a version; {} when what was kept of it is damaged."""
        try:
            body = self.desk.journal.snapshot(pulled.origin)
            old = unpacked(body, self.exercise.id)
        except KonexioError as problem:
            if problem.exit_code is not Exit.USAGE:
                raise
            return {}
        return old.data(len(old.rounds))

    def _round(self, body: bytes) -> int:
        """Return the round of a notebook. Raise KonexioError when it is none of this exercise."""
        notebook = parse(body, self._path)
        if notebook.exercise not in {"", self.exercise.id}:
            raise KonexioError(
                "notebook-of-another",
                file=self._path,
                exercise=self.exercise.id,
                other=notebook.exercise,
            )
        return round_of(self.exercise, notebook)
