"""`konexio portfolio build`: real work becomes a site, and nothing private is in any byte of it."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from konexio_cli.credentials.issuer_document import ISSUER, write_issuer
from tests.credentials.making import AMINA, a_portfolio, an_organisation
from tests.showing import SVG, a_png
from tests.showing import TASK as RECEIPTS
from tests.showing import a_portfolio as kept_tasks

from .conftest import Answers, Konexio, answer, handed_in, notebook_of

TASK = "c1/client-list-cleanup"
PERSON, HIDDEN, HOME = "Mallory Okonkwo", "assert_hidden_trap(", "/home/mallory/secret"
SECRETS = (PERSON, HIDDEN, HOME)
BAD_NAME = "The file a<b>.csv was left out. Give it a plain name."


def everything_in(folder: Path) -> bytes:
    """Return the bytes of every file, of every object in git, and all their names."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    parts = [path.read_bytes() for path in files] + [str(p.name).encode() for p in files]
    if (folder / ".git").is_dir():
        command = ["git", "-C", str(folder), "cat-file", "--batch-all-objects", "--batch"]
        parts.append(subprocess.run(command, check=True, capture_output=True).stdout)
        command = ["git", "-C", str(folder), "log", "--all", "--format=fuller"]
        parts.append(subprocess.run(command, check=True, capture_output=True).stdout)
    return b"\n".join(parts)


def plant(path: Path) -> None:
    """Put secrets where editors, kernels and other tools leave them."""
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    said = f"{PERSON} {HIDDEN} {HOME}"
    content["metadata"] |= {"papermill": {"input_path": HOME}, "colab": {"name": PERSON}}
    content["metadata"]["language_info"] = {"name": "python", "file": HOME}
    for cell in content["cells"]:
        cell["metadata"] |= {"executionInfo": {"user": {"displayName": PERSON}}, "note": HIDDEN}
        if cell["cell_type"] == "code":
            error = {"output_type": "error", "ename": "E", "evalue": said, "traceback": [said]}
            text = {"output_type": "stream", "name": "stdout", "text": said}
            picture = base64.b64encode(a_png(60, 40, said)).decode()
            chart = {"output_type": "display_data", "metadata": {}, "data": {"image/png": picture}}
            cell["outputs"] = [error, text, chart]
    path.write_text(json.dumps(content), "utf-8")


@pytest.fixture
def passed(work: Konexio, answers: Answers) -> Konexio:
    """A workspace with a passed round, and secrets all around it."""
    path = notebook_of(work, TASK)
    answer(path, answers(TASK, "reference"))
    plant(path)
    beside = path.parent
    (beside / "out").mkdir()
    (beside / "out" / "totals.csv").write_text("city,total\nNairobi,3\nKampala,4\nLyon,5\n")
    (beside / "log.txt").write_text(f"written to {beside}\n", "utf-8")
    (beside / "out" / "trace.txt").write_text(f'File "{HOME}/a.py"\n')
    (beside / "clients.yours.csv").write_text(f"name\n{PERSON}\n")
    (beside / "a<b>.csv").write_text("a,b\n")
    (beside / "friend.csv").symlink_to("/etc/passwd")
    done = work.run("check", TASK)
    assert done.exit == 0
    assert "Not kept: log.txt" in done.out
    assert "Not kept: out/trace.txt" in done.out
    assert BAD_NAME in done.out
    return work


def test_no_byte_of_the_repository_or_the_site_is_private(passed: Konexio) -> None:
    assert passed.run("portfolio", "build").exit == 0
    kept, site = passed.folder / "portfolio", passed.folder / "site"
    assert (kept / ".git").is_dir()
    assert (site / "files/c1-client-list-cleanup/round1/out/totals.csv").is_file()
    chart = "files/c1-client-list-cleanup/round1/notebook/chart-1.png"
    assert (site / chart).read_bytes() == a_png(60, 40)
    assert f'src="{chart}"' in (site / "c1-client-list-cleanup.html").read_text("utf-8")
    for folder in (kept, site):
        found = everything_in(folder)
        for secret in (*SECRETS, str(passed.folder), "root:x:", "log.txt"):
            assert secret.encode() not in found, (folder, secret)
        assert _hidden_lines()
        assert not [line for line in _hidden_lines() if line.encode() in found]


def forge(work: Path, name: str, body: bytes) -> None:
    """Write other bytes into a kept file, and their sum into its entry."""
    (work / name).write_bytes(body)
    facts = json.loads((work / "entry.json").read_text("utf-8"))
    facts["files"][name] = hashlib.sha256(body).hexdigest()
    (work / "entry.json").write_text(json.dumps(facts), "utf-8")


def test_what_strangers_see_is_told_and_nothing_else_is_built(work: Konexio) -> None:
    kept_tasks(work.folder / "portfolio")
    stock = work.folder / "portfolio/c1/stock-alert"
    forge(stock, "brief.en.md", b"Lead a bank.")
    (stock / "deliverables").mkdir()
    forge(stock, "deliverables/evil.svg", SVG.replace(b"<rect", b"<script/><rect"))
    refused = work.run("portfolio", "about", "--headline", "In ~/work/x")
    assert refused.exit == 2
    assert "Your words name a folder of your computer: ~/work/x." in refused.out + refused.err
    nameless = work.run("portfolio", "about", "--name", " ")
    assert "Your page has the name of your workspace: Amina." in nameless.out
    assert work.run("portfolio", "words", "c1/stock-alert", "Clean and/or merged.").exit == 0
    before = work.run("portfolio", "preview").out.partition(RECEIPTS)[2]
    first, second = before.index("Round 1: self-checked"), before.index("Round 2: self-checked")
    assert before.count("File: totals.csv", first, second) == 1
    assert work.run("portfolio", "hide", RECEIPTS).exit == 0
    built = work.run("portfolio", "build")
    assert (built.exit, "Left out: evil.svg of c1/stock-alert" in built.out) == (0, True)
    site = everything_in(work.folder / "site")
    for name in (RECEIPTS, RECEIPTS.replace("/", "-"), "412.55", "Lead a bank.", "evil.svg"):
        assert name.encode() not in site
    assert RECEIPTS.encode() in everything_in(work.folder / "portfolio")
    after = work.run("portfolio", "preview").out
    assert "The folder portfolio and its history still hold it." in after
    assert "totals.csv" not in after


def test_a_list_has_the_titles_of_the_course_while_there_is_one(work: Konexio) -> None:
    kept_tasks(work.folder / "portfolio")
    entry = work.folder / "portfolio" / RECEIPTS / "entry.json"
    facts = json.loads(entry.read_text("utf-8"))
    forged = {"title": "Lead a bank", "titles": {"en": "Lead a bank"}}
    entry.write_text(json.dumps(facts | forged), "utf-8")
    told = work.run("portfolio", "list").out
    assert f"Receipts to a table  ({RECEIPTS})" in told
    assert "Lead a bank" not in told
    settings = work.folder / ".konexio" / "workspace.json"
    lost = json.loads(settings.read_text("utf-8")) | {"course": str(work.folder / "nowhere")}
    settings.write_text(json.dumps(lost), "utf-8")
    without = work.run("portfolio", "list")
    assert (without.exit, RECEIPTS in without.out) == (0, True)


def _hidden_lines() -> list[str]:
    """Return the assertions of the task's hidden checks that no learner is shown."""
    root = Path(__file__).parents[2]
    own = "".join(
        path.read_text("utf-8", "ignore")
        for path in (root / "exercises" / TASK).rglob("*")
        if path.is_file()
    )
    cells = json.loads((root / "graders" / TASK / "grader.ipynb").read_text("utf-8"))["cells"]
    lines = [line.strip() for cell in cells for line in "".join(cell["source"]).split("\n")]
    return [line for line in lines if line.startswith("assert ") and line not in own]


def test_an_entry_says_what_submit_sends(passed: Konexio) -> None:
    number, body = handed_in(passed, TASK)
    assert number == 1
    assert (passed.folder / "portfolio" / TASK / "notebook.ipynb").read_bytes() == body
    assert BAD_NAME in passed.run("submit", TASK).out
    entry = json.loads((passed.folder / "portfolio" / TASK / "entry.json").read_text("utf-8"))
    assert entry["kind"] == "task"
    assert entry["begun"] <= entry["when"]
    assert entry["goals"]
    assert {"brief.en.md", "brief.fr.md", "deliverables/out/totals.csv"} <= set(entry["files"])


def test_an_older_file_with_a_path_is_named_and_left_out(passed: Konexio) -> None:
    work = passed.folder / "portfolio" / TASK
    forge(work, "deliverables/out/totals.csv", f"a,b\n{HOME},1\n".encode())
    for command in ("preview", "build"):
        done = passed.run("portfolio", command)
        assert done.exit == 0
        assert BAD_NAME in done.out
        assert f"Left out: out/totals.csv of {TASK} names a folder: /home/mallory." in done.out
    assert HOME.encode() not in everything_in(passed.folder / "site")


def test_credentials_are_received_shown_and_verified(work: Konexio, tmp_path: Path) -> None:
    organisation = an_organisation()
    a_portfolio(work.folder / "portfolio", organisation)
    given = tmp_path / "given"
    (work.folder / "portfolio" / "credentials").rename(given)
    write_issuer(tmp_path / ISSUER, organisation.issuer, organisation.key)
    received = work.run("receive", str(given), "--json")
    assert received.exit == 0
    assert len(received.json["data"]["credentials"]) == 3
    assert work.run("portfolio", "build").exit == 0
    pinned = ("--issuer", str(tmp_path / ISSUER), "--name", AMINA)
    for folder in ("portfolio", "site"):
        done = work.run("verify", folder, *pinned)
        assert done.exit == 0, done.out
    assert (work.folder / "site" / "credentials" / "verify.html").is_file()
    index = (work.folder / "site" / "index.html").read_text("utf-8")
    assert 'src="credentials/c1-client-list-cleanup.svg"' in index
    assert work.run("portfolio", "about", "--name", "Bilal").exit == 0
    told = f"Trainers graded the work of {AMINA}. Your page says Bilal."
    assert all(told in work.run("portfolio", one).out for one in ("preview", "build"))
    badge = work.folder / "portfolio" / "credentials" / "c1-client-list-cleanup.svg"
    badge.write_text(badge.read_text("utf-8").replace("Clean a client", "Run a whole"), "utf-8")
    done = work.run("portfolio", "build")
    assert "c1-client-list-cleanup.svg cannot be believed" in done.out
    assert not (work.folder / "site" / "credentials" / badge.name).exists()
