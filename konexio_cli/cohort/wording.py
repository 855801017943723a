"""What a gradebook says in words of a submission, in one language."""

from __future__ import annotations

import json
from datetime import datetime

from konexio_cli.cohort.kept import Row, Score
from konexio_cli.cohort.lateness import moment_words
from konexio_cli.cohort.line import from_text, problem_of
from konexio_cli.model.grade import FormError
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.check_view import form_sentences


class Wording:
    """The words of many submissions, in the language of `texts`."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    @property
    def waiting(self) -> str:
        """What is said of a submission that nobody has graded."""
        return self._texts.say("cohort.waiting")

    def why(self, row: Row) -> str:
        """Return what is wrong with a file; the next step of its sentence is the learner's."""
        what, _ = self._texts.error(problem_of(from_text(row.problem)))
        return what if row.file in what else f"{row.file}: {what}"

    def instead(self, row: Row) -> str:
        """Return what is said of a submission in whose place a newer one counts."""
        at = datetime.fromisoformat(row.at)
        fact = f"{row.file}, {moment_words(at, timed=bool(row.timed))}"
        return self._texts.say("cohort.newer", fact=fact)

    def of(self, score: Score) -> tuple[str, str, str]:
        """Return the goals not reached, those that a trainer must confirm, and the note."""
        told = json.loads(score.told)
        verdicts = told["goals"]
        by_people = [name for name, proof in told["proofs"].items() if proof == "trainer"]
        to_confirm = [name for name in by_people if verdicts[name] == "not_run"]
        open_goals = [name for name, verdict in verdicts.items() if verdict != "passed"]
        forms = [form_sentences(FormError(**one), self._texts)[0] for one in told["form_errors"]]
        notes = [self._texts.note(note) for note in told["notes"]] + forms
        not_reached = [name for name in open_goals if name not in to_confirm]
        return ", ".join(not_reached), ", ".join(to_confirm), " ".join(notes)
