"""Which known-wrong attempt answers as this learner does? Its name is the message.

The same questions are put to the submission, the reference and every known-wrong
attempt. A misconception is named only with proof: the learner gave the same wrong
answers, to two questions at least where the checks ask that many, and no other
attempt fits as well.
"""

from __future__ import annotations

from collections.abc import Mapping

from konexio_cli.grading.testimony import Testimony

_PROOF = 2
_FIT = 0.5


def named_mistake(
    learner: Testimony, reference: Testimony, mistakes: Mapping[str, Testimony]
) -> str:
    """Return the name of the attempt that is wrong as the learner is; "" without proof."""
    wrong = _wrong(learner, reference)
    if not wrong:
        return ""
    fits = {name: _fit(learner, wrong, told, reference) for name, told in mistakes.items()}
    best = max(fits.values(), default=0.0)
    named = [name for name, fit in fits.items() if fit == best and fit >= _FIT]
    return named[0] if len(named) == 1 else ""


def _wrong(told: Testimony, reference: Testimony) -> set[tuple[str, str, int]]:
    return {key for key, answer in told.items() if reference.get(key, answer) != answer}


def _fit(
    learner: Testimony,
    wrong: set[tuple[str, str, int]],
    mistake: Testimony,
    reference: Testimony,
) -> float:
    """Return the share of wrong answers that both gave, from 0 to 1; 0 without proof."""
    theirs = _wrong(mistake, reference)
    shared = {key for key in wrong & theirs if learner[key] == mistake[key]}
    if len(shared) < min(_PROOF, len(theirs)) or not shared:
        return 0.0
    return len(shared) / len(wrong | theirs)
