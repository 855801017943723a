"""A learner's feedback: one page with results, messages and next steps, in their language.

Of hidden checks it tells what `konexio check` and the gradebook tell: a goal's name, its one
message, and the example that authors give away. It is made without any check at hand.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from konexio_cli.model.exercise import Exercise
from konexio_cli.model.gradebook import Gradebook, Mark, State
from konexio_cli.model.language import Language
from konexio_cli.model.learner import Learner
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.pages.rendering import render

# A text, and the language it is in.
Said: TypeAlias = tuple[str, Language]
# What these say is said already, by the line that stopped and by the goals, or is for trainers.
_SAID = ("cell-stopped", "visible-failed", "judged-", "regrade-")


def feedback_page(book: Gradebook, learner: Learner) -> str:
    """Return the page of a learner, without any other learner in it."""
    texts = Texts(learner.language)
    marks = [(one, mark) for one in book.exercises if (mark := book.mark(learner.id, one.id))]
    to_do = [(one, mark) for one, mark in marks if mark.state is not State.PASSED]
    done = [(one, mark) for one, mark in marks if mark.state is State.PASSED]
    coming = _coming(book, learner)
    return render(
        "feedback",
        texts,
        title=book.title,
        learner=learner,
        to_do=to_do,
        done=done,
        coming=coming,
        next=next(iter([one for one, _ in to_do] + [one for one, _ in coming]), None),
        passed=len(done),
        all=len(marks),
        points=sum(mark.points for _, mark in marks),
        possible=sum(mark.possible for _, mark in marks),
        notes={one.id: _notes(mark, texts) for one, mark in marks},
        refused=[_problem(mark, texts) for mark in book.refused(learner.id)],
        problems={one.id: _problem(mark, texts) for one, mark in to_do if mark.problem},
    )


def _coming(book: Gradebook, learner: Learner) -> list[tuple[Exercise, datetime]]:
    """Return what has a due date and was not handed in."""
    return [
        (one, book.due[learner.id, one.id])
        for one in book.exercises
        if (learner.id, one.id) in book.due and not book.mark(learner.id, one.id)
    ]


def _notes(mark: Mark, texts: Texts) -> list[Said]:
    return [
        (texts.note(note), texts.spoken(f"notes.{note.partition(':')[0]}"))
        for note in mark.notes
        if not note.startswith(_SAID)
    ]


def _problem(mark: Mark, texts: Texts) -> Said:
    key = f"errors.{mark.problem}.what"
    return texts.say(key, **mark.facts), texts.spoken(key)
