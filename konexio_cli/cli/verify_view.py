"""What `konexio verify` shows: each file with its answer, each credential once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from konexio_cli.credentials.claim import Kind
from konexio_cli.credentials.examining import Examined
from konexio_cli.credentials.opening import Opened
from konexio_cli.model.exercise import Proof
from konexio_cli.model.verdict import Evidence
from konexio_cli.reports.catalogue import Texts

_GOALS = {
    Proof.TESTS: "verify.goal_tests",
    Proof.NUMBERS: "verify.goal_numbers",
    Proof.TRAINER: "verify.goal_trainer",
}
_EVIDENCE = {
    Evidence.TRAINER_GRADED: "verify.trainer-graded",
    Evidence.TRAINER_CONFIRMED: "verify.trainer-confirmed",
}


def view(examined: Sequence[Examined], name: str, texts: Texts) -> Iterator[Text]:
    """Give the lines about files that were examined; `name` is who the reader asked about."""
    for one in examined:
        yield Text(_headline(one, texts), style="bold red" if one.against else "bold")
        for problem in one.against:
            yield from (Text(f"  {sentence}") for sentence in texts.error(problem))
    # The forms of a credential that say the same are told once.
    good = {one.opened.claim.id: one for one in examined if one.opened and not one.against}
    for one in good.values():
        yield Text("")
        yield from map(Text, _told(one, name, texts))


def _headline(one: Examined, texts: Texts) -> str:
    state = "against" if one.against else "holds" if one.known else "unknown"
    return texts.say(f"verify.{state}", file=one.file)


def _told(one: Examined, name: str, texts: Texts) -> Iterator[str]:
    assert one.opened is not None  # chosen so by `view`
    claim, issuer = one.opened.claim, one.opened.issuer
    yield f"{claim.title} ({claim.code} {claim.version})"
    yield texts.say("verify.by" if one.known else "verify.by_unknown", name=issuer.name)
    yield texts.say("verify.key", key=one.opened.key.did)
    yield texts.say(_EVIDENCE[claim.evidence])
    if claim.kind is Kind.TASK:
        for work in claim.works:
            if work.evidence is not claim.evidence:
                word = texts.say(f"evidence.{work.evidence}")
                yield texts.say("site.weaker", number=work.round, evidence=word)
    yield texts.say("verify.since", when=claim.valid_from.date())
    yield texts.say("verify.person" if name else "verify.no_name", name=name)
    for goal in claim.goals:
        key = "verify.goal_open" if goal.provisional else _GOALS[goal.proof]
        yield f"- {texts.say(key, goal=goal.title)}"
    for place in one.work:
        yield texts.say("verify.work", place=place)
    for file in one.beyond:
        yield texts.say("verify.beyond", file=file)
    for problem in one.told:
        yield texts.error(problem)[0]


def data_of(one: Examined, texts: Texts) -> dict[str, object]:
    """Return what one file is, for programs."""
    against = [{"code": p.code, "message": texts.error(p)[0]} for p in one.against]
    return {
        "file": one.file,
        "holds": one.holds,
        "issuer_known": one.known,
        "against": against,
        "work": list(one.work),
        "beyond": list(one.beyond),
        "told": [{"code": p.code, "message": texts.error(p)[0]} for p in one.told],
        "claim": _claim_data(one.opened) if one.opened else None,
    }


def _claim_data(opened: Opened) -> dict[str, object]:
    claim = opened.claim
    return {
        "id": claim.id,
        "title": claim.title,
        "exercise": claim.code,
        "version": claim.version,
        "evidence": claim.evidence,
        "works": [{"place": one.place, "evidence": one.evidence} for one in claim.works],
        "issuer": opened.issuer.name,
        "key": opened.key.did,
        "valid_from": claim.valid_from.isoformat(),
        "valid_until": claim.valid_until.isoformat() if claim.valid_until else None,
        "goals": [
            {"title": g.title, "proof": g.proof, "label": g.label, "provisional": g.provisional}
            for g in claim.goals
        ],
    }
