"""Whatever an entry's file says, a label comes from what a trainer signed, the rest from the course."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from konexio_cli.cli.learner.badges import other_names
from konexio_cli.cli.learner.believing import by_signatures, of_course, with_course_briefs
from konexio_cli.cli.learner.vouchers import keep_receipt
from konexio_cli.credentials.issuer import Taken
from konexio_cli.credentials.issuer_document import ISSUER, write_issuer
from konexio_cli.exchange.container import seal
from konexio_cli.exchange.manifest import Mark, Person, Receipt, Returned
from konexio_cli.keys.ed25519 import PrivateKey, new_key
from konexio_cli.model.exercise import Proof
from konexio_cli.model.language import Language
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.packs.exercises import read_exercise
from konexio_cli.packs.library import embedded_course
from konexio_cli.portfolio.choices import Choices
from konexio_cli.portfolio.entry import Entry, GoalKept
from konexio_cli.portfolio.history import Portfolio
from konexio_cli.portfolio.identity import identity_of
from konexio_cli.portfolio.journal import Journal
from konexio_cli.portfolio.sent import Sent
from konexio_cli.portfolio.showing import showcase
from konexio_cli.portfolio.workspace import Settings, Workspace, save
from tests.credentials.making import (
    AMINA,
    EXERCISE,
    NOTEBOOK,
    Organisation,
    a_claim,
    a_portfolio,
    an_organisation,
)

WHEN = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return save(tmp_path, Settings(Language.EN, AMINA))


def edited(workspace: Workspace, **changes: object) -> None:
    path = workspace.portfolio / EXERCISE / "entry.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")


def told(workspace: Workspace) -> Entry:
    (entry,) = map(by_signatures(workspace), Portfolio(workspace.portfolio).entries())
    return entry


def with_credential(workspace: Workspace, organisation: Organisation | None = None) -> None:
    a_portfolio(workspace.portfolio, organisation or an_organisation())
    goals = [
        {
            "titles": {"en": title},
            "proof": proof,
            "reached": False,
            "name": "",
            "optional": optional,
        }
        for title, proof, optional in (
            ("No client twice", "tests", True),
            ("Polite message", "trainer", False),
            ("Never asked for", "tests", False),
        )
    ]
    edited(workspace, goals=goals, titles={"en": "Lead a company"}, evidence="trainer-confirmed")


def test_a_credential_tells_label_title_and_goals(workspace: Workspace) -> None:
    with_credential(workspace)
    entry = told(workspace)
    assert (entry.evidence, entry.titles) == (
        Evidence.TRAINER_GRADED,
        {"en": "Clean a client list"},
    )
    assert [goal.reached for goal in entry.goals] == [True, False, False]


@pytest.mark.parametrize("change", ["none", "notebook", "deliverable", "learner", "revoked"])
def test_without_a_credential_that_fits_it_is_self_checked(
    workspace: Workspace, change: str
) -> None:
    organisation = an_organisation()
    with_credential(workspace, organisation)
    work = workspace.portfolio / EXERCISE
    if change == "none":
        for path in (workspace.portfolio / "credentials").iterdir():
            path.unlink()
    elif change == "notebook":
        (work / "notebook.ipynb").write_bytes(b"{}")
    elif change == "deliverable":
        other = b"nom;ville\n"
        (work / "deliverables" / "clients.csv").write_bytes(other)
        sums = {"notebook.ipynb": NOTEBOOK, "deliverables/clients.csv": other}
        edited(workspace, files={k: hashlib.sha256(v).hexdigest() for k, v in sums.items()})
    elif change == "learner":
        edited(workspace, learner="Bilal")
    else:
        taken = organisation.issuer.without(a_claim().id, Taken(WHEN, "a mistake"))
        write_issuer(workspace.portfolio / "credentials" / ISSUER, taken, organisation.key)
    assert told(workspace).evidence is Evidence.SELF_CHECKED


def received(
    workspace: Workspace, trainer: PrivateKey, created: datetime = WHEN, **changes: Any
) -> None:
    """Keep a receipt of a trainer with a mark for the work of `a_portfolio`."""
    mark = Mark(
        verdict=changes.get("verdict", Verdict.PASSED),
        points=5,
        possible=6,
        evidence=Evidence.TRAINER_GRADED,
        grader_sha256="a" * 64,
        goals=changes.get("goals"),
    )
    item = Returned(
        exercise=EXERCISE,
        round=1,
        sha256=hashlib.sha256(NOTEBOOK).hexdigest(),
        received=created,
        mark=mark,
    )
    key = changes.get("learner") or identity_of(workspace).key.public.did
    receipt = Receipt(
        kind="feedback",
        cohort="evening",
        trainer=trainer.public.did,
        learner=Person(name=AMINA, key=key),
        created=created,
        items=(item,),
    )
    path = workspace.folder / "r.konexio"
    path.write_bytes(seal(receipt, {}, trainer))
    keep_receipt(workspace, receipt, path)


def known(workspace: Workspace) -> PrivateKey:
    trainer = new_key()
    Sent(Journal(workspace.journal)).trust(trainer.public.did, "evening", WHEN.isoformat())
    return trainer


@pytest.fixture
def without(workspace: Workspace) -> Workspace:
    """Work without credentials."""
    with_credential(workspace)
    for path in (workspace.portfolio / "credentials").iterdir():
        path.unlink()
    return workspace


def test_the_newest_receipt_of_a_known_trainer_tells_the_label(without: Workspace) -> None:
    trainer = known(without)
    received(without, trainer, goals={"No client twice": Proof.TESTS})
    assert told(without).evidence is Evidence.TRAINER_GRADED
    assert [goal.reached for goal in told(without).goals] == [True, False, False]
    received(without, trainer, WHEN.replace(year=2027), verdict=Verdict.FAILED)
    received(without, trainer, WHEN.replace(year=2025))
    assert told(without).evidence is Evidence.SELF_CHECKED


def test_receipts_of_others_tell_nothing(without: Workspace) -> None:
    received(without, new_key())
    received(without, known(without), learner=new_key().public.did)
    assert told(without).evidence is Evidence.SELF_CHECKED


def test_the_courses_own_words_go_before_those_of_an_entry(workspace: Workspace) -> None:
    exercise = read_exercise(embedded_course(), EXERCISE)
    with_credential(workspace)
    first = exercise.goals_of(1)[0]
    goals = tuple(
        GoalKept({"en": "I flew"}, first.proof, reached=True, name=name)
        for name in (first.name, "invented")
    )
    (entry,) = Portfolio(workspace.portfolio).entries()
    found = of_course(replace(entry, goals=goals, minutes=9000, skills=("flying",)), exercise)
    assert (found.minutes, found.skills) == (exercise.minutes, exercise.skills)
    assert found.titles["en"] == exercise.title.into(Language.EN)
    assert [goal.titles["en"] for goal in found.goals] == [first.title.into(Language.EN)]


def test_a_forged_request_is_never_the_courses(workspace: Workspace) -> None:
    a_portfolio(workspace.portfolio, an_organisation())
    forged = b"Lead a bank."
    (workspace.portfolio / EXERCISE / "brief.en.md").write_bytes(forged)
    entry = json.loads((workspace.portfolio / EXERCISE / "entry.json").read_text("utf-8"))
    edited(workspace, files=entry["files"] | {"brief.en.md": hashlib.sha256(forged).hexdigest()})
    shown = showcase(workspace.portfolio, Choices(), AMINA)
    exercise = read_exercise(embedded_course(), EXERCISE)
    (round_,) = with_course_briefs(shown, {EXERCISE: exercise}).pieces[0].rounds
    assert (round_.brief, round_.of_course) == (exercise.rounds[0].brief, True)
    (copy,) = with_course_briefs(shown, {}).pieces[0].rounds
    assert copy.brief
    assert (copy.brief.into(Language.EN), copy.of_course) == ("Lead a bank.", False)


def test_a_round_that_the_course_lacks_has_no_request(workspace: Workspace) -> None:
    a_portfolio(workspace.portfolio, an_organisation())
    shown = showcase(workspace.portfolio, Choices(), AMINA)
    exercise = replace(read_exercise(embedded_course(), EXERCISE), rounds=())
    (round_,) = with_course_briefs(shown, {EXERCISE: exercise}).pieces[0].rounds
    assert round_.brief is None


def test_a_name_that_no_trainer_graded_is_told(workspace: Workspace) -> None:
    a_portfolio(workspace.portfolio, an_organisation())

    def others(choices: Choices) -> tuple[str, ...]:
        shown = showcase(workspace.portfolio, choices, AMINA)
        believed = map(by_signatures(workspace), Portfolio(workspace.portfolio).entries())
        return other_names(shown, believed)

    assert others(Choices()) == ()
    assert others(Choices(name=f" {AMINA} ")) == ()
    assert others(Choices(name="Bilal Haddad")) == (AMINA,)
    assert others(Choices(name="Bilal Haddad").hide(EXERCISE)) == ()
    for path in (workspace.portfolio / "credentials").iterdir():
        path.unlink()
    assert others(Choices(name="Bilal Haddad")) == ()
