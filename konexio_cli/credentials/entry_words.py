"""What an entry says in words, held against the credential: its title and its goals.

A credential has them in one language, so only in that one can they be compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from konexio_cli.credentials.claim import Claim
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Proof
from konexio_cli.model.language import Language, Translated


@dataclass(frozen=True, slots=True)
class KeptGoal:
    """A goal as an entry tells it: its titles by language, and whether it says "reached"."""

    titles: Mapping[str, str]
    proof: Proof
    reached: bool
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an entry, and the version of the pack that they are of."""

    version: str = ""
    title: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    goals: tuple[KeptGoal, ...] = ()


def check_words(claim: Claim, place: str, words: Words) -> Iterator[KonexioError]:
    """Give the words of an entry that its credential does not stand for."""
    if not _is_called(claim, words):
        yield KonexioError("work-title", place=place, title=words.title, signed=claim.title)
    for goal in words.goals:
        if not _own(goal) and (title := _more_than_signed(goal, claim)):
            yield KonexioError("work-goal", place=place, goal=title)
        elif title := _checked_otherwise(goal, claim):
            yield KonexioError("work-proof", place=place, goal=title)


def check_own_words(place: str, words: Words) -> Iterator[KonexioError]:
    """Give the goals that a trainer is said to have confirmed, where no trainer speaks."""
    for goal in words.goals:
        if goal.reached and goal.proof is Proof.TRAINER:
            title = next(iter(goal.titles.values()), "")
            yield KonexioError("work-goal", place=place, goal=title)


def without_trainer(words: Words) -> Words:
    """Return words without the goals that only a trainer can confirm."""
    return replace(words, goals=tuple(one for one in words.goals if one.proof is not Proof.TRAINER))


def beside_words(claim: Claim, place: str, words: Words) -> Iterator[KonexioError]:
    """Give what is no fault: words of another version, and wishes that only the learner saw."""
    if words.version != claim.version:
        version, signed = words.version, claim.version
        yield KonexioError("work-version", place=place, version=version, signed=signed)
    for goal in words.goals:
        if _own(goal) and (title := _more_than_signed(goal, claim)):
            yield KonexioError("work-own-goal", place=place, goal=title)


def _is_called(claim: Claim, words: Words) -> bool:
    """Whether the title is the signed one, and the entry's own line is one of its titles."""
    told = _said(words.titles, claim) or words.title
    return told == claim.title and words.title in {claim.title, *words.titles.values()}


def _own(goal: KeptGoal) -> bool:
    """Whether a learner's tests may see a goal reached where a trainer's did not: only a wish."""
    return goal.optional and goal.proof is not Proof.TRAINER


def _more_than_signed(goal: KeptGoal, claim: Claim) -> str:
    """Return the title of a goal that is reached by the entry's word alone; "" when it is signed."""
    title = _said(goal.titles, claim)
    signed = {one.title for one in claim.goals if not one.provisional}
    return title if goal.reached and title not in signed else ""


def _checked_otherwise(goal: KeptGoal, claim: Claim) -> str:
    """Return the title of a signed goal that the entry lets be checked in another way, or "".

    A trainer may have decided what tests check, too: the entry then says less.
    """
    title = _said(goal.titles, claim)
    signed = {one.title: one.proof for one in claim.goals}.get(title, goal.proof)
    return "" if signed in {goal.proof, Proof.TRAINER} else title


def _said(titles: Mapping[str, str], claim: Claim) -> str:
    """Return a text in the language of the claim, as the author's texts fall back; "" for none."""
    known = {Language(one): text for one, text in titles.items()}
    return Translated(known).into(Language(claim.language)) if Language.EN in known else ""
