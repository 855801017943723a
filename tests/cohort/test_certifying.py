"""From graded notebooks to credentials: who gets one, what it says, and who does not get one."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from konexio_cli.cohort.bench import Bench
from konexio_cli.cohort.certifiable import Graders, completed, vouched
from konexio_cli.cohort.certifying import Certified, Refused, Signer, certify_course, certify_tasks
from konexio_cli.cohort.claims import Valid
from konexio_cli.cohort.collecting import Found
from konexio_cli.cohort.handed_in import deliverables
from konexio_cli.cohort.judgements import Judgement
from konexio_cli.cohort.judging import judged
from konexio_cli.cohort.line import Line
from konexio_cli.cohort.settings_file import read_settings
from konexio_cli.cohort.store import Seen, Store
from konexio_cli.credentials.claim import Claim
from konexio_cli.credentials.keyring import Keyring
from konexio_cli.credentials.opening import opened
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Proof
from konexio_cli.model.verdict import Evidence, Verdict
from konexio_cli.packs.exercises import read_course
from konexio_cli.portfolio.history import Entry, Portfolio

from .making import Cohort

WORDS = "four words that nobody guesses"
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
PRICE, CLIENT = "m01/price-with-vat", "c1/client-list-cleanup"
NAMES = {"a1": "Amina Benali", "b2": "=SUM(A1), Bilal", "c3": "مريم الحسن"}
SETTINGS = 'format = 1\ntitle = "Evening"\n' + "".join(
    f'\n[[learners]]\nid = "{one}"\nname = "{name}"\nlanguage = "{language}"\n'
    for (one, name), language in zip(NAMES.items(), ("en", "fr", "ar"), strict=True)
)


@dataclass(frozen=True)
class Evening:
    """A cohort whose notebooks were graded: its folder, its course, the lines by learner."""

    folder: Path
    course: Path
    lines: Mapping[tuple[str, str], Line]
    notebooks: Mapping[tuple[str, str], bytes]

    def kept(self, *more: Line) -> None:
        """Write the store: all lines, or these in the place of theirs."""
        lines = {**self.lines, **{(one.learner, one.exercise): one for one in more}}
        seen = [
            (Seen(one.learner, one.file, one.submission_sha256, NOW), one) for one in lines.values()
        ]
        with Store(self.folder) as store:
            store.see([each for each, _ in seen])
            store.keep(seen)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "konexio_cli", *arguments],
            cwd=self.folder.parent,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(self.folder.parent),
                "LANG": "C.UTF-8",
                "KONEXIO_KEYS": "keys",
                "KONEXIO_PASSPHRASE": WORDS,
                "KONEXIO_EXERCISES": str(self.course / "exercises"),
                "KONEXIO_GRADERS": str(self.course / "graders"),
            },
            capture_output=True,
            check=False,
            encoding="utf-8",
        )

    def certify(self, *arguments: str) -> dict[str, Any]:
        done = self.run("cohort", "certify", self.folder.name, "--json", *arguments)
        found: dict[str, Any] = json.loads(done.stdout)
        return found


@pytest.fixture(scope="module")
def graded(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Evening:
    """Real notebooks, judged in real rooms: Amina completes both, Bilal one round of one."""
    top = tmp_path_factory.mktemp("evening")
    cohort = Cohort(top / "cohort", course)
    notebooks = {
        ("a1", PRICE): cohort.right(PRICE),
        ("a1", CLIENT): cohort.right(CLIENT, number=2),
        ("b2", PRICE): cohort.right(PRICE).replace("/ 100", "/ 10"),
        ("b2", CLIENT): cohort.right(CLIENT),
        ("c3", PRICE): cohort.right(PRICE, "print('my own cell')"),
    }
    lines = {}
    with Bench(course / "exercises", course / "graders") as bench:
        for (learner, exercise), text in notebooks.items():
            file = f"{learner}/{exercise}.ipynb"
            path = cohort.put(file, text)
            lines[learner, exercise] = bench.line(Found(learner, path, file))
    (cohort.folder / "cohort.toml").write_text(SETTINGS, "utf-8")
    bodies = {which: text.encode() for which, text in notebooks.items()}
    return Evening(cohort.folder, course, lines, bodies)


@pytest.fixture
def evening(graded: Evening, tmp_path: Path) -> Evening:
    """That cohort in a folder of its own, with the keys of an organisation beside it."""
    shutil.copytree(graded.folder, tmp_path / "cohort")
    made = replace(graded, folder=tmp_path / "cohort")
    Keyring(tmp_path / "keys").begin("Konexio Paris", "", WORDS, NOW)
    return made


def claims(evening: Evening) -> Iterator[Claim]:
    for path in sorted(evening.folder.glob("credentials/*/*.jwt")):
        yield opened(path).claim


def test_who_completed_what_gets_a_credential_for_it(evening: Evening) -> None:
    evening.kept()
    told = evening.certify()
    assert told["ok"] is True
    assert {(one["learner"], one["exercise"]) for one in told["data"]["credentials"]} == {
        ("a1", PRICE),
        ("a1", CLIENT),
        ("c3", PRICE),
    }
    assert [(one["learner"], one["code"]) for one in told["data"]["left"]] == [
        ("b2", "certify-round")
    ]
    found = {(one.code, one.language): one for one in claims(evening)}
    task = found[CLIENT, "en"]
    assert [work.round for work in task.works] == [2]
    assert (
        task.works[0].submission_sha256
        == hashlib.sha256(evening.notebooks["a1", CLIENT]).hexdigest()
    )
    assert task.holder.is_called("Amina Benali")
    assert not task.holder.is_called(NAMES["b2"])
    labels = {goal.title: (goal.label, goal.provisional) for goal in task.goals}
    assert labels["The words are polite and clear, the price is fair"] == (
        "to be confirmed by a trainer",
        True,
    )
    assert labels["Every phone has the right form"] == ("checked by tests", False)
    assert labels["The quote adds up and names every file"] == ("checked from your numbers", False)
    assert found[PRICE, "ar"].holder.is_called(NAMES["c3"])
    beside = {path.name for path in (evening.folder / "credentials" / "c3").iterdir()}
    stem = PRICE.replace("/", "-")
    forms = {f"{stem}.{end}" for end in ("jwt", "json", "svg")}
    assert beside == {"issuer.json", "verify.html", *forms}


def test_a_stranger_verifies_the_portfolio(evening: Evening) -> None:
    evening.kept()
    evening.certify("--learner", "Amina Benali")
    folder = evening.folder.parent / "portfolio"
    line, body = evening.lines["a1", PRICE], evening.notebooks["a1", PRICE]
    entry = Entry(
        exercise=PRICE,
        title="Price with VAT",
        round=1,
        evidence=Evidence.SELF_CHECKED,
        checks_passed=3,
        submission_sha256=line.submission_sha256,
        grader_sha256="0" * 64,
        pack_version="0.1.0",
        when=NOW,
        learner="Amina Benali",
    )
    Portfolio(folder).record(entry, body, {})
    shutil.copytree(evening.folder / "credentials" / "a1", folder / "credentials")
    for path in folder.glob("credentials/c1-*"):
        path.unlink()  # that work is not shown here
    pinned = ("--issuer", "keys/issuer.json", "--name", "Amina Benali")
    good = evening.run("verify", "portfolio", *pinned)
    assert (good.returncode, good.stderr) == (0, "")
    assert f"The work in {PRICE} is the work that was graded." in good.stdout
    notebook = folder / PRICE / "notebook.ipynb"
    notebook.write_bytes(body + b"\n")
    bad = evening.run("verify", "portfolio", *pinned)
    assert bad.returncode == 1
    assert f"{PRICE}/notebook.ipynb was changed after grading." in bad.stdout


def test_every_round_is_signed_with_its_own_word_and_its_files(evening: Evening) -> None:
    """Round 1 was graded, round 2 confirmed by a trainer, with a file that was handed in."""
    first = replace(evening.lines["b2", CLIENT], learner="a1")
    beside = evening.folder / "submissions" / "a1" / "20261127T120000Z-0a1b2c3d" / "files"
    beside.mkdir(parents=True)
    (beside / "clients.csv").write_bytes(b"name\nZoe\n")
    (beside / "log.txt").write_bytes(b"written to /home/amina/work\n")
    said = [Judgement("a1", CLIENT, 2, goal="words", met=True)]
    last = judged(evening.lines["a1", CLIENT], said)
    last = replace(last, file=f"a1/{beside.parent.name}/client-list-cleanup.ipynb")
    claim = signed(evening, [last, first])
    assert [(work.round, work.evidence) for work in claim.works] == [
        (1, Evidence.TRAINER_GRADED),
        (2, Evidence.TRAINER_CONFIRMED),
    ]
    assert claim.evidence is Evidence.TRAINER_CONFIRMED
    clients = hashlib.sha256(b"name\nZoe\n").hexdigest()
    assert claim.works[1].files == {"deliverables/clients.csv": clients}
    assert "Files handed in with it are covered: 1." in claim.criteria
    # Read back it is the same claim: it is not signed a second time.
    assert signed(evening, [last, first]).id == claim.id


def test_files_that_nobody_handed_in_are_not_covered(evening: Evening) -> None:
    claim = signed(evening, [evening.lines["a1", CLIENT]])
    assert "Files beside the notebook are not covered." in claim.criteria


def test_the_newest_files_of_the_same_notebook_count(tmp_path: Path) -> None:
    parcels = tmp_path / "submissions" / "a1"
    for parcel, name in (
        ("20261127T120000Z-0a1b2c3d", "old.csv"),
        ("20261127T130000Z-0a1b2c3d", "new.csv"),
        ("20261127T140000Z-ffffffff", "other.csv"),
    ):
        (parcels / parcel / "files").mkdir(parents=True)
        (parcels / parcel / "files" / name).write_bytes(b"1")
    for file, names in (
        ("a1/20261127T120000Z-0a1b2c3d/x.ipynb", ["deliverables/new.csv"]),
        ("a1/x.ipynb", []),
        ("x.ipynb", []),
    ):
        assert list(deliverables(tmp_path, file)) == names


def test_what_is_signed_already_is_left_as_it_is(evening: Evening) -> None:
    evening.kept()
    evening.certify()
    before = {path: path.read_bytes() for path in evening.folder.glob("credentials/*/*")}
    told = evening.certify()
    assert {one["fresh"] for one in told["data"]["credentials"]} == {False}
    assert {path: path.read_bytes() for path in evening.folder.glob("credentials/*/*")} == before


def test_what_was_taken_back_is_not_signed_again(evening: Evening) -> None:
    evening.kept()
    evening.certify()
    old = {one.id for one in claims(evening)}
    badge = next(evening.folder.glob("credentials/a1/m01-*.svg"))
    assert evening.run("keys", "revoke", str(badge), "--reason", "a mistake").returncode == 0
    told = evening.certify("--learner", "a1")
    assert [one["exercise"] for one in told["data"]["credentials"]] == [CLIENT]
    (left,) = told["data"]["left"]
    assert (left["exercise"], left["code"]) == (PRICE, "certify-taken-back")
    assert "a mistake" in left["why"]
    assert {one.id for one in claims(evening)} == old
    # A credential with a mistake in the name is signed anew under the right one.
    settings = evening.folder / "cohort.toml"
    settings.write_text(settings.read_text("utf-8").replace("Amina Benali", "Amina B."), "utf-8")
    told = evening.certify("--learner", "a1")
    assert {one["exercise"]: one["fresh"] for one in told["data"]["credentials"]} == {
        PRICE: True,
        CLIENT: False,
    }


def test_what_was_taken_back_is_found_in_every_form_and_in_no_course(evening: Evening) -> None:
    signed(evening, [evening.lines["a1", PRICE]])
    badge = next(evening.folder.glob("credentials/a1/m01-*.svg"))
    took_back = evening.run("keys", "revoke", str(badge), "--reason", "a mistake")
    assert took_back.returncode == 0
    for other in ("jwt", "json"):
        badge.with_suffix(f".{other}").unlink()
    assert refused(again(evening)) == [("a1", PRICE)]
    assert refused(course_of_two(evening))[0] == ("a1", "Small course")
    badge.rename(badge.with_name("an old one.svg"))
    assert refused(again(evening)) == [("a1", PRICE)]


def test_an_id_that_is_the_name_counts_as_the_name(evening: Evening) -> None:
    settings = evening.folder / "cohort.toml"
    text = SETTINGS.replace('id = "a1"', 'id = "Amina Benali"')
    settings.write_text(text, "utf-8")
    line = replace(evening.lines["a1", PRICE], learner="Amina Benali")
    signed(evening, [line])
    badge = next(evening.folder.glob("credentials/Amina Benali/m01-*.svg"))
    assert evening.run("keys", "revoke", str(badge), "--reason", "a mistake").returncode == 0
    settings.write_text(text.replace('name = "Amina Benali"', 'name = "Amina Benalli"'), "utf-8")
    assert refused(again(evening, line)) == [("Amina Benali", PRICE)]


def again(evening: Evening, line: Line | None = None) -> list[Certified | Refused]:
    """Certify Amina's first exercise once more."""
    done, _ = completed(evening.folder, [line or evening.lines["a1", PRICE]], graders_of(evening))
    settings, course = read_settings(evening.folder), read_course(evening.course / "exercises")
    return list(certify_tasks(evening.folder, done, settings, course, signer_of(evening)))


def refused(told: Sequence[Certified | Refused]) -> list[tuple[str, str]]:
    return [(one.learner, one.code) for one in told if isinstance(one, Refused)]


def signer_of(evening: Evening) -> Signer:
    ring = Keyring(evening.folder.parent / "keys")
    return Signer(ring.issuer(), ring.newest(WORDS), Valid(NOW), {})


def test_the_whole_course_is_for_who_completed_all_of_it(evening: Evening) -> None:
    evening.kept()
    told = evening.certify("--course", "--learner", "a1")["data"]
    assert told["credentials"] == []
    ((learner, code, why),) = [(one["learner"], one["code"], one["why"]) for one in told["left"]]
    assert (learner, code) == ("a1", "certify-course-missing")
    assert read_course(evening.course / "exercises").exercises[0] in why
    assert PRICE not in why
    told = course_of_two(evening)
    assert [(one.learner, one.code) for one in told] == [("a1", "Small course"), ("c3", "")]
    claim = next(claims(evening))
    assert [work.exercise for work in claim.works] == [PRICE, CLIENT]


def course_of_two(evening: Evening) -> list[Any]:
    """Certify a course that has no more than the two exercises."""
    whole = read_course(evening.course / "exercises")
    packs = tuple(
        replace(pack, exercises=tuple(e for e in pack.exercises if e in {PRICE, CLIENT}))
        for pack in whole.packs
    )
    ring = Keyring(evening.folder.parent / "keys")
    done, _ = completed(evening.folder, evening.lines.values(), graders_of(evening))
    signer = Signer(ring.issuer(), ring.newest(WORDS), Valid(NOW), {})
    settings = read_settings(evening.folder)
    return list(certify_course(evening.folder, done, settings, replace(whole, packs=packs), signer))


def graders_of(evening: Evening) -> Graders:
    return Graders(evening.course / "exercises", evening.course / "graders")


def test_self_checked_work_is_never_signed(evening: Evening) -> None:
    own = replace(evening.lines["a1", PRICE], evidence=Evidence.SELF_CHECKED)
    evening.kept(own)
    told = evening.certify("--learner", "a1")
    assert [one["exercise"] for one in told["data"]["credentials"]] == [CLIENT]
    assert [(one["exercise"], one["code"]) for one in told["data"]["left"]] == [
        (PRICE, "credential-self-checked")
    ]


@pytest.mark.parametrize("evidence", ["", "self-checked", "Trainer-Graded", "trainer"])
def test_no_other_word_for_evidence_counts(evening: Evening, evidence: str) -> None:
    with pytest.raises(KonexioError, match="credential-self-checked"):
        vouched(replace(evening.lines["a1", PRICE], evidence=evidence))


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.PASSED])
def test_only_passed_work_counts(evening: Evening, verdict: Verdict) -> None:
    line = replace(evening.lines["a1", PRICE], verdict=verdict)
    with pytest.raises(KonexioError, match="certify-not-passed"):
        vouched(line)
    assert completed(evening.folder, [line], graders_of(evening)) == ([], [])


def test_a_grade_of_an_older_grader_is_graded_again_first(evening: Evening) -> None:
    line = replace(evening.lines["a1", PRICE], grader_sha256="0" * 64)
    done, left = completed(evening.folder, [line], graders_of(evening))
    assert not done
    assert [problem.code for _, problem in left] == ["certify-old-grader"]


def judged_claim(evening: Evening, *said: Judgement) -> Claim:
    """Return what is signed of Amina's task after a trainer's judgements."""
    return signed(evening, [judged(evening.lines["a1", CLIENT], said)])


def signed(evening: Evening, lines: Sequence[Line]) -> Claim:
    """Return the one credential of these grades, of Amina."""
    done, left = completed(evening.folder, lines, graders_of(evening))
    assert not left
    signer = signer_of(evening)
    settings, course = read_settings(evening.folder), read_course(evening.course / "exercises")
    list(certify_tasks(evening.folder, done, settings, course, signer))
    return next(claims(evening))


def test_what_a_trainer_confirmed_says_so(evening: Evening) -> None:
    claim = judged_claim(evening, Judgement("a1", CLIENT, 2, goal="words", met=True))
    assert claim.evidence is Evidence.TRAINER_CONFIRMED
    assert claim.label == "Graded and confirmed by a trainer"
    assert not any(goal.provisional for goal in claim.goals)
    labels = {goal.title: goal.label for goal in claim.goals}
    assert labels["The words are polite and clear, the price is fair"] == "confirmed by a trainer"
    assert labels["Every phone has the right form"] == "checked by tests"


def test_a_goal_that_a_trainer_decided_was_not_checked_by_tests(evening: Evening) -> None:
    claim = judged_claim(evening, Judgement("a1", CLIENT, 2, goal="phones", met=True))
    phones = next(goal for goal in claim.goals if goal.title == "Every phone has the right form")
    assert (phones.proof, phones.label) == (Proof.TRAINER, "confirmed by a trainer")
    assert claim.evidence is Evidence.TRAINER_GRADED


def test_what_a_trainer_did_not_confirm_is_not_signed(evening: Evening) -> None:
    said = Judgement("a1", CLIENT, 2, goal="words", met=False)
    line = judged(evening.lines["a1", CLIENT], [said])
    assert completed(evening.folder, [line], graders_of(evening)) == ([], [])


@pytest.mark.parametrize("name", ["../..", "=SUM(A1)", "con", "two\nlines", "فاطمة", "a" * 300])
def test_strange_names_stay_in_the_cohort(evening: Evening, name: str) -> None:
    line = replace(evening.lines["a1", PRICE], learner=name)
    done, _ = completed(evening.folder, [line], graders_of(evening))
    signer = signer_of(evening)
    settings, course = read_settings(evening.folder), read_course(evening.course / "exercises")
    made = list(certify_tasks(evening.folder, done, settings, course, signer))
    assert [one.folder.parent for one in made if isinstance(one, Certified)] == [
        evening.folder / "credentials"
    ]
    assert next(claims(evening)).holder.is_called(name)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--learner", "nobody"), "certify-nobody"),
        (("--until", "2001-01-01"), "certify-until"),
    ],
)
def test_mistakes_are_a_sentence(evening: Evening, arguments: tuple[str, ...], code: str) -> None:
    evening.kept()
    assert evening.certify(*arguments)["error"]["code"] == code


def test_an_ungraded_cohort_is_a_sentence(evening: Evening) -> None:
    assert evening.certify()["error"]["code"] == "certify-not-graded"
    assert not (evening.folder / "credentials").exists()
