"""The rows of the tamper table about the work and its entry: each must be noticed."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace

from konexio_cli.portfolio.history import Portfolio

from .making import (
    EXERCISE,
    NOTEBOOK,
    TABLE,
    an_entry,
    sha256,
    write,
)
from .tampered import BILAL, World, edit_entry, other_work, row, with_two_rounds

# The work.


@row("The notebook is changed after grading", "work-changed")
def _(world: World) -> None:
    with (world.work / "notebook.ipynb").open("ab") as file:
        file.write(b" ")


@row("A deliverable is changed after grading", "work-changed")
def _(world: World) -> None:
    (world.work / "deliverables" / "clients.csv").write_text("nom;ville\n", "utf-8")


@row("A graded deliverable is taken away", "work-missing")
def _(world: World) -> None:
    (world.work / "deliverables" / "clients.csv").unlink()


@row("The notebook is a link to a file elsewhere", "work-missing")
def _(world: World) -> None:
    elsewhere = world.folder / "elsewhere.ipynb"
    elsewhere.write_bytes(NOTEBOOK)
    (world.work / "notebook.ipynb").unlink()
    (world.work / "notebook.ipynb").symlink_to(elsewhere)


@row("The folder of deliverables is a link to a folder elsewhere", "work-missing")
def _(world: World) -> None:
    elsewhere = world.folder / "elsewhere"
    (world.work / "deliverables").rename(elsewhere)
    (world.work / "deliverables").symlink_to(elsewhere)


@row("Other work is put in its place, with an entry that fits it", "work-other")
def _(world: World) -> None:
    other = NOTEBOOK + b"\n"
    (world.work / "notebook.ipynb").write_bytes(other)
    sha256 = hashlib.sha256(other).hexdigest()
    edit_entry(world, submission_sha256=sha256, files={"notebook.ipynb": sha256})


@row("The entry is given a better label than the credential", "work-label")
def _(world: World) -> None:
    edit_entry(world, evidence="trainer-confirmed")


@row("Another learner puts their name on the work", "credential-replayed")
def _(world: World) -> None:
    edit_entry(world, learner=BILAL)


@row("The work of the credential is not in the portfolio", "credential-no-work")
def _(world: World) -> None:
    claim = replace(world.claim, code="c1/other-task", works=(other_work(world),))
    write(world.folder / "credentials", world.organisation.issue(claim), claim)


@row("The title of the entry is edited", "work-title")
def _(world: World) -> None:
    edit_entry(world, title="Lead a company")


@row("The title is edited in the language of the credential", "work-title")
def _(world: World) -> None:
    edit_entry(world, titles={"en": "Lead a company", "fr": "Nettoyer une liste de clients"})


@row("The entry reaches a goal that waits for a trainer", "work-goal")
def _(world: World) -> None:
    edit_entry(world, goals=[_goal("Polite message", "trainer")])


@row("The entry reaches a goal that nobody asked for", "work-goal")
def _(world: World) -> None:
    edit_entry(world, goals=[_goal("No client twice"), _goal("Served a thousand clients")])


@row("A file is added to the graded work", "work-added")
def _(world: World) -> None:
    (world.work / "deliverables" / "more.csv").write_text("nom;ville\n", "utf-8")


@row("A folder is added that calls itself a later round", "work-added")
def _(world: World) -> None:
    (world.work / "round2").mkdir()
    (world.work / "round2" / "notebook.ipynb").write_bytes(NOTEBOOK)


@row("A deliverable is changed together with its sum in the entry", "work-changed")
def _(world: World) -> None:
    body = b"nom;ville\n"
    (world.work / "deliverables" / "clients.csv").write_bytes(body)
    sums = {"notebook.ipynb": NOTEBOOK, "deliverables/clients.csv": body}
    edit_entry(world, files={name: sha256(one) for name, one in sums.items()})


@row("A deliverable is taken away together with its sum in the entry", "work-missing")
def _(world: World) -> None:
    (world.work / "deliverables" / "clients.csv").unlink()
    edit_entry(world, files={"notebook.ipynb": sha256(NOTEBOOK)})


@row("The first of two rounds is changed after grading", "work-changed")
def _(world: World) -> None:
    with_two_rounds(world)
    with (world.work / "deliverables" / "clients.csv").open("ab") as file:
        file.write(b"Zoe;Lyon\n")


@row("The first of two rounds takes the label of the second", "work-label")
def _(world: World) -> None:
    with_two_rounds(world)
    edit_entry(world, evidence="trainer-confirmed")


@row("The second of two rounds is not in the portfolio", "credential-no-work")
def _(world: World) -> None:
    with_two_rounds(world)
    shutil.rmtree(world.work / "round2")


@row("Work without a credential calls itself graded", "work-unsigned")
def _(world: World) -> None:
    entry = (world.work / "entry.json").read_text("utf-8")
    other = world.folder / "c1" / "other-task"
    other.mkdir()
    text = entry.replace(EXERCISE, "c1/other-task").replace("self-checked", "trainer-graded")
    (other / "entry.json").write_text(text, "utf-8")


@row("Work without a credential is not as its entry says", "work-unlike")
def _(world: World) -> None:
    other = replace(an_entry(), exercise="m01/price")
    Portfolio(world.folder).record(other, NOTEBOOK, {})
    (world.folder / "m01" / "price" / "notebook.ipynb").write_bytes(b"{}")


@row("The entry cannot be read", "work-no-entry")
def _(world: World) -> None:
    (world.work / "entry.json").write_text("{", "utf-8")


@row("The only entry is taken away", "work-no-entry")
def _(world: World) -> None:
    (world.work / "entry.json").unlink()


@row("The entry of the first round is taken away", "work-no-entry")
def _(world: World) -> None:
    with_two_rounds(world)
    (world.work / "entry.json").unlink()


@row("The first round is other work, and calls itself graded", "work-unsigned")
def _(world: World) -> None:
    _other_first_round(world)
    edit_entry(world, evidence="trainer-graded")


@row("The first round is other work, with a file that nobody knows", "work-added")
def _(world: World) -> None:
    _other_first_round(world)
    (world.work / "cheat.pdf").touch()


@row("The first round is other work, with another title", "work-title")
def _(world: World) -> None:
    _other_first_round(world)
    edit_entry(world, title="Lead a bank")


@row("The first round is other work, with a trainer's word", "work-goal")
def _(world: World) -> None:
    _other_first_round(world)
    edit_entry(world, goals=[_goal("No client twice", "trainer")])


@row("The title of the first round is edited", "work-title")
def _(world: World) -> None:
    with_two_rounds(world)
    edit_entry(world, title="Lead a bank")


@row("The first round reaches a goal that nobody asked for", "work-goal")
def _(world: World) -> None:
    with_two_rounds(world)
    edit_entry(world, goals=[_goal("Served a thousand clients", "trainer")])


@row("A trainer is said to have checked what tests did", "work-proof")
def _(world: World) -> None:
    edit_entry(world, goals=[_goal("No client twice", "trainer")])


@row("The title and the version of the entry are edited", "work-title")
def _(world: World) -> None:
    edit_entry(world, pack_version="9.9.9", title="Lead a bank")


@row("A folder calls itself a third round, with an entry", "work-added")
def _(world: World) -> None:
    with_two_rounds(world)
    third = world.work / "round2" / "round3"
    third.mkdir()
    (third / "entry.json").write_text("{}", "utf-8")


@row("A link to a folder is put among the deliverables", "work-added")
def _(world: World) -> None:
    (world.work / "deliverables" / "more").symlink_to(world.folder)


@row("A hidden folder is put into the work", "work-added")
def _(world: World) -> None:
    (world.work / ".more").mkdir()
    (world.work / ".more" / "extra.pdf").touch()


@row("Work that no credential speaks of has a trainer's word", "work-goal")
def _(world: World) -> None:
    other = replace(an_entry(), exercise="m01/price")
    Portfolio(world.folder).record(other, NOTEBOOK, {})
    path = world.folder / "m01" / "price" / "entry.json"
    entry = json.loads(path.read_text("utf-8")) | {"goals": [_goal("Polite", "trainer")]}
    path.write_text(json.dumps(entry), "utf-8")


def _goal(title: str, proof: str = "tests") -> dict[str, object]:
    return {"titles": {"en": title}, "proof": proof, "reached": True}


def _other_first_round(world: World) -> None:
    """Let the first of two rounds be done once more, after it was graded."""
    with_two_rounds(world)
    other = NOTEBOOK + b"\n"
    entry = replace(an_entry(), submission_sha256=sha256(other))
    Portfolio(world.folder).record(entry, other, {"clients.csv": TABLE})
