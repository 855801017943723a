"""What a gradebook says in words of a submission, in one language."""

from __future__ import annotations

import json

from konexio_cli.cohort.kept import Row
from konexio_cli.cohort.line import from_text, problem_of
from konexio_cli.model.grade import FormError
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.check_view import form_sentences


class Wording:
    """The words of many submissions: most say what others have said, and that is found once."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._known: dict[str, tuple[str, str, str]] = {}

    def of(self, row: Row) -> tuple[str, str, str]:
        """Return the goals not reached, those that a trainer must confirm, and the note."""
        if row.problem:
            return "", "", self.why(row)
        if not row.told:
            return "", "", self._texts.say("cohort.waiting")
        if row.told not in self._known:
            self._known[row.told] = self._words(row.told)
        return self._known[row.told]

    def why(self, row: Row) -> str:
        """Return what is wrong with a file; the next step of its sentence is the learner's."""
        what, _ = self._texts.error(problem_of(from_text(row.problem)))
        return what if row.file in what else f"{row.file}: {what}"

    def _words(self, text: str) -> tuple[str, str, str]:
        told = json.loads(text)
        to_confirm = [name for name, proof in told["proofs"].items() if proof == "trainer"]
        open_goals = [name for name, verdict in told["goals"].items() if verdict != "passed"]
        forms = [form_sentences(FormError(**one), self._texts)[0] for one in told["form_errors"]]
        notes = [self._texts.note(note) for note in told["notes"]] + forms
        not_reached = [name for name in open_goals if name not in to_confirm]
        return ", ".join(not_reached), ", ".join(to_confirm), " ".join(notes)
