"""Which known-wrong attempt answers the visible checks as this learner does, told by digests.

A learner holds no attempts. What their pack holds is, for each attempt, one digest of all its
answers: a digest of a single answer (`True`, `3.5`) could be guessed, and would tell it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from konexio_cli.grading.testimony import Testimony
from konexio_cli.model.grade import Grade
from konexio_cli.model.known import KnownAnswers
from konexio_cli.model.verdict import Verdict

_QUESTION, _ANSWERS = 12, 16  # hexadecimal digits
_TWO = 2


def may_be_recognised(grade: Grade) -> bool:
    """Whether a notebook that did not pass ran to its end, with an answer in each answer cell.

    What took too long is not asked again: it would take as long.
    """
    ran = grade.verdict in {Verdict.FAILED, Verdict.ERROR} and not grade.cell_errors
    return ran and not grade.untouched


def recognised(known: KnownAnswers, told: Testimony) -> str:
    """Return the misconception whose attempt answers as this testimony does; "" for none."""
    return known.mistakes.get(_of_answers(known.salt, known.questions, told), "")


def known_answers(
    salt: str,
    reference: Testimony,
    mistakes: Mapping[str, Testimony],
    others: Iterable[Testimony],
) -> KnownAnswers:
    """Return what tells `mistakes` apart, from one another and from `others`, which are right.

    One that answers as another does is left out, and one whose wrong answers prove nothing.
    """
    proven = {name: told for name, told in mistakes.items() if _prove(_wrong(told, reference))}
    questions = frozenset(
        _of_question(salt, key) for told in proven.values() for key in _wrong(told, reference)
    )
    digests = {name: _of_answers(salt, questions, told) for name, told in mistakes.items()}
    seen = Counter([*digests.values(), *(_of_answers(salt, questions, one) for one in others)])
    alone = {digest: name for name, digest in digests.items() if seen[digest] == 1}
    kept = {digest: name for digest, name in alone.items() if name in proven}
    return KnownAnswers(salt, questions if kept else frozenset(), kept)


def _wrong(told: Testimony, reference: Testimony) -> dict[tuple[str, str, int], str]:
    """Return the answers that are not the reference's, to what both were asked."""
    return {key: told[key] for key in told if reference.get(key, told[key]) != told[key]}


def _prove(wrong: Mapping[tuple[str, str, int], str]) -> bool:
    """Whether wrong answers show one mistake: a value tells; "no" or an exception may be chance.

    Of these it takes two that differ: who always says "no" may have any reason to.
    """
    told = set(wrong.values())
    return len(told) >= _TWO or any(map(_tells, told))


def _tells(answer: str) -> bool:
    """Whether an answer is more than nothing, a truth value or an exception."""
    try:
        form = json.loads(answer)
    except ValueError:
        return answer not in {"", "True", "False"}
    match form:
        case [[value, _], None, False, bool(printed)] | [value, None, False, bool(printed)]:
            return printed or not (value is None or isinstance(value, bool))
        case [_, _, bool(), bool()]:
            return False
    return form is not None and not isinstance(form, bool)


def _of_question(salt: str, key: tuple[str, str, int]) -> str:
    return _digest(salt, *map(str, key))[:_QUESTION]


def _of_answers(salt: str, questions: Collection[str], told: Testimony) -> str:
    """Return the digest of the answers to `questions`; one that was not asked is none."""
    asked = {_of_question(salt, key): answer for key, answer in told.items()}
    parts = (part for one in sorted(questions) for part in (one, asked.get(one, "-")))
    return _digest(salt, *parts)[:_ANSWERS]


def _digest(*parts: str) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}\0{part}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
