"""One exercise of the workspace brought to a newer version, around the learner's own work."""

from __future__ import annotations

from pathlib import Path

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.learner.data_files import Aside, update_data
from konexio_cli.cli.learner.desk import Desk
from konexio_cli.cli.learner.notebooks import labels, notebook_now, rewrite
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Exercise
from konexio_cli.packs.compose import compose_rounds
from konexio_cli.packs.merging import Sentences, merge
from konexio_cli.packs.notebooks import parse
from konexio_cli.packs.origins import unpacked
from konexio_cli.packs.rounds import round_of
from konexio_cli.portfolio.pulled import Fresh, Pulled
from konexio_cli.portfolio.states import Reason


def update(
    desk: Desk, exercise: Exercise, fresh: Fresh, old: Pulled | None, asked: Asked
) -> tuple[bool, list[Aside]]:
    """Merge the notebook and the data files of an exercise with what is `fresh`.

    Return whether the notebook changed, and the data files that were the learner's. Raise
    KonexioError when the notebook cannot be merged, or a file cannot be written. The journal
    takes what is fresh at the end: after a power cut all of this happens again, to no harm.
    """
    path = desk.workspace.notebook(exercise.id)
    before = _before(desk, exercise.id, old)
    sentences = Sentences(asked.texts.say("merge.former"), asked.texts.say("merge.changed"))

    def merged(body: bytes) -> bytes | None:
        number = _round(exercise, body, path)
        text = compose_rounds(exercise, asked.language, labels(asked.texts), number)
        after = merge(body, (before[0], text.encode()), sentences, path)
        return None if after is None else after.encode()

    changed = rewrite(desk, exercise.id, (Reason.BEFORE_PULL, Reason.PULL), merged)
    data = exercise.data(_round(exercise, notebook_now(path), path))
    aside = update_data(path.parent, data, before[1])
    desk.journal.remember([fresh])
    return changed, aside


def _before(
    desk: Desk, exercise_id: str, old: Pulled | None
) -> tuple[bytes | None, dict[str, bytes]]:
    """Return the author's notebook and data files as they were pulled, where that is known."""
    if old is None:
        return None, {}
    try:
        exercise = unpacked(desk.journal.snapshot(old.origin), exercise_id)
        return desk.journal.snapshot(old.notebook), exercise.data(len(exercise.rounds))
    except KonexioError:  # damaged: what differs then counts as the learner's own
        return None, {}


def _round(exercise: Exercise, body: bytes, path: Path) -> int:
    """Return the round of a notebook. Raise KonexioError when it is none of this exercise."""
    notebook = parse(body, path)
    if notebook.exercise not in {"", exercise.id}:
        raise KonexioError(
            "notebook-of-another", file=path, exercise=exercise.id, other=notebook.exercise
        )
    return round_of(exercise, notebook)
