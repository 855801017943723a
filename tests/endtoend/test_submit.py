"""Work on its way: one signed file, and no word about it that is stronger than what is proved."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from konexio_cli.cli.learner.answers import short
from konexio_cli.exchange.container import open_container
from konexio_cli.exchange.manifest import Submission
from konexio_cli.model.verdict import Verdict

from .conftest import Answers, Konexio, answer, handed_in, notebook_of, say, small

VAT, TIDY = "m01/price-with-vat", "m01/tidy-name"
TASK = "c1/client-list-cleanup"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def opened(file: str | Path) -> Submission:
    manifest = open_container(Path(file)).manifest
    assert isinstance(manifest, Submission)
    return manifest


def states(desk: Konexio) -> dict[str, tuple[str, bool | None]]:
    rows = desk.run("status", "--json").json["data"]["handed_in"]
    return {row["exercise"]: (row["state"], row["changed"]) for row in rows}


def test_a_submission_tells_what_its_making_took(work: Konexio, answers: Answers) -> None:
    answer(notebook_of(work, TASK), answers(TASK, "reference"))
    (notebook_of(work, TASK).parent / "facture été.csv").write_text("a,b\n", "utf-8")
    for command in (["check", TASK], ["hint", TASK], ["hint", TASK]):
        work.run(*command)
    work.run("ask", "1", "--exercise", TASK)
    done = work.run("submit", TASK, "--json").json["data"]
    manifest = opened(done["file"])
    (item,) = manifest.items
    assert (manifest.learner.name, item.exercise, item.round) == ("Amina", TASK, 1)
    assert (item.attempts, item.hints, item.questions) == (1, 2, 1)
    assert item.self_check
    assert item.self_check.verdict is Verdict.PASSED
    assert [file.name for file in item.files] == [f"{TASK}/round1/files/facture été.csv"]
    assert item.pack_version
    assert Path(done["file"]).stat().st_size < 20_000


def test_running_cells_changes_nothing_and_an_edit_does(work: Konexio, answers: Answers) -> None:
    path = notebook_of(work, VAT)
    answer(path, answers(VAT, "reference"))
    work.run("check", VAT)
    first = handed_in(work, VAT)
    content = json.loads(path.read_text("utf-8"))
    code = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
    code[0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["1\n"]}]
    code[0]["execution_count"] = 7
    path.write_text(json.dumps(content), "utf-8")
    assert handed_in(work, VAT) == first
    assert states(work) == {VAT: ("written", False)}
    (manifest,) = {opened(one).items[0].self_check for one in (work.folder / "outbox").iterdir()}
    assert manifest

    answer(path, answers(VAT, "another-way"))
    assert states(work) == {VAT: ("written", True)}
    assert say("en", "status.changed") in work.run("status").out
    assert handed_in(work, VAT)[1] == small(path.read_bytes())
    assert states(work) == {VAT: ("written", False)}
    newest = max((work.folder / "outbox").iterdir(), key=lambda one: one.stat().st_mtime_ns)
    assert opened(newest).items[0].self_check is None


def test_a_state_that_passed_once_counts_as_checked_again(work: Konexio, answers: Answers) -> None:
    for name, code in (("reference", 0), ("percent-as-whole", 1)):
        answer(notebook_of(work, VAT), answers(VAT, name))
        assert work.run("check", VAT).exit == code
    assert work.run("undo", VAT).exit == 0
    done = work.run("submit", VAT, "--json").json
    check = opened(done["data"]["file"]).items[0].self_check
    assert (done["notes"], check and check.verdict) == ([], Verdict.PASSED)
    # What was never checked has no word.
    answer(notebook_of(work, VAT), answers(VAT, "another-way"))
    assert say("en", "submit.unchecked", exercise=VAT) in work.run("submit", VAT).out


def test_many_at_once_and_all(work: Konexio, answers: Answers) -> None:
    assert work.run("submit", "--all", "--json").json["error"]["code"] == "submit-nothing"
    answer(notebook_of(work, VAT), answers(VAT, "percent-as-whole"))
    work.run("check", TIDY)
    both = work.run("submit", TIDY, VAT, VAT, "--json").json["data"]
    assert [item["exercise"] for item in both["items"]] == [TIDY, VAT]
    notebook_of(work, TASK).write_text("{", "utf-8")
    every = work.run("submit", "--all", "--json").json
    assert {item["exercise"] for item in every["data"]["items"]} == {TIDY, VAT}
    assert any(str(notebook_of(work, TASK).name) in note for note in every["notes"])
    assert len(opened(every["data"]["file"]).items) == 2


def test_passed_work_that_waits_is_told(work: Konexio, answers: Answers) -> None:
    assert say("en", "status.none") in work.run("status").out
    answer(notebook_of(work, VAT), answers(VAT, "reference"))
    work.run("check", VAT)
    told = work.run("status", "--lang", "fr")
    assert say("fr", "status.waiting.one", number=1) in told.out
    assert say("fr", "status.next_submit") in told.out
    work.run("submit", VAT)
    told = work.run("status")
    assert say("en", "status.next_carry", folder=work.folder / "outbox") in told.out
    assert say("en", "status.waiting.one", number=1) not in told.out


def test_a_folder_gets_a_copy_that_was_read_back(work: Konexio, tmp_path: Path) -> None:
    usb = tmp_path / "usb فاطمة"
    usb.mkdir()
    done = work.run("submit", VAT, "--to", str(usb), "--json").json["data"]
    (copy,) = usb.iterdir()
    assert (done["state"], done["place"]) == ("copied", str(copy))
    assert copy.read_bytes() == Path(done["file"]).read_bytes()
    assert states(work) == {VAT: ("copied", False)}


def test_a_file_is_named_and_only_ones_own_is_replaced(work: Konexio, tmp_path: Path) -> None:
    file = tmp_path / "mine.konexio"
    for _ in range(2):
        assert (
            work.run("submit", VAT, "--to", str(file), "--json").json["data"]["state"] == "copied"
        )
    assert opened(file).items[0].exercise == VAT
    other = tmp_path / "other.konexio"
    other.write_text("letters", "utf-8")
    done = work.run("submit", VAT, "--to", str(other), "--json")
    assert (done.exit, done.json["error"]["code"]) == (2, "submit-taken")
    assert other.read_text("utf-8") == "letters"


@needs_git
def test_a_repository_gets_a_branch(work: Konexio, tmp_path: Path) -> None:
    shared = tmp_path / "class.git"
    subprocess.run(["git", "init", "-q", "--bare", shared], check=True)
    done = work.run("submit", VAT, "--to", str(shared), "--json").json["data"]
    assert done["state"] == "pushed"
    branch = done["place"].rpartition(" ")[2]
    listed = subprocess.run(
        ["git", "-C", shared, "ls-tree", "--name-only", branch], capture_output=True, check=True
    ).stdout.decode()
    assert listed.splitlines() == [Path(done["file"]).name]
    assert states(work) == {VAT: ("pushed", False)}


@needs_git
def test_what_does_not_arrive_is_only_written(work: Konexio, tmp_path: Path) -> None:
    broken = tmp_path / "broken.git"
    for name in ("objects", "refs"):
        (broken / name).mkdir(parents=True)
    (broken / "HEAD").write_text("garbage\n", "utf-8")
    done = work.run("submit", VAT, "--to", str(broken), "--json")
    assert (done.exit, done.json["error"]["code"]) == (4, "exchange-git")
    assert states(work) == {VAT: ("written", False)}
    assert say("en", "status.written") in work.run("status").out
    for address in ("ftp://x.invalid/a", "ext::sh -c x", "file:///etc"):
        done = work.run("submit", VAT, "--to", address, "--json")
        assert (done.exit, done.json["error"]["code"]) == (2, "source-refused")


# In a mount of its own: a stick of 4 KiB that takes nothing more, and one that is read-only.
_STICK = """
set -e
mount -t tmpfs -o size=4k none "$USB"
head -c 4096 /dev/zero > "$USB/full"
set +e
"$@" submit m01/price-with-vat --to "$USB" --json; echo "exit $?"
rm "$USB/full"
mount -o remount,ro "$USB"
"$@" submit m01/price-with-vat --to "$USB" --json; echo "exit $?"
ls -A "$USB"
"""


def _own_mounts() -> bool:
    command = ["unshare", "-rm", "true"]
    return bool(shutil.which("unshare")) and subprocess.run(command, check=False).returncode == 0


@pytest.mark.skipif(not _own_mounts(), reason="needs a mount of its own")
def test_a_full_or_locked_stick_is_told_and_nothing_is_called_sent(
    work: Konexio, tmp_path: Path
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", _STICK, "sh", *work.command()],
        capture_output=True,
        cwd=work.folder,
        env={**work.environment, "USB": str(usb)},
        text=True,
        check=False,
    )
    full, locked = (json.loads(part) for part in done.stdout.split("exit 3\n")[:2])
    assert full["error"]["code"] == "disk-full", done.stderr
    assert locked["error"]["code"] == "folder-read-only"
    assert done.stdout.endswith("exit 3\n")
    assert states(work) == {VAT: ("written", False)}


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX's")
def test_a_kill_at_any_moment_loses_no_work(
    work: Konexio, answers: Answers, tmp_path: Path
) -> None:
    """What status calls copied is on the stick and opens, whenever the command was killed."""
    usb = tmp_path / "usb"
    usb.mkdir()
    answer(notebook_of(work, VAT), answers(VAT, "reference"))
    for number in range(8):
        process = work.start("submit", VAT, "--to", str(usb))
        time.sleep(0.15 * (number + 1))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        known = states(work)
        assert set(known) <= {VAT}
        if known.get(VAT, ("",))[0] == "copied":
            place = Path(work.run("status", "--json").json["data"]["handed_in"][0]["place"])
            assert opened(place).items[0].exercise == VAT
    for path in (*usb.glob("*.konexio"), *(work.folder / "outbox").glob("*.konexio")):
        assert opened(path).items[0].exercise == VAT
    assert work.run("submit", VAT, "--to", str(usb)).exit == 0
    assert states(work) == {VAT: ("copied", False)}


def test_a_key_is_made_at_start_and_for_older_workspaces(konexio: Konexio, work: Konexio) -> None:
    konexio.run("start", "new", "--name", "Amina")
    assert (konexio.folder / "new" / ".konexio" / "key.json").is_file()
    for name in ("key.json", "id"):
        (work.folder / ".konexio" / name).unlink()
    first = work.run("submit", VAT, "--json").json["data"]
    second = work.run("submit", VAT, "--json").json["data"]
    assert opened(first["file"]).learner == opened(second["file"]).learner


def test_a_damaged_key_is_told(work: Konexio) -> None:
    (work.folder / ".konexio" / "key.json").write_text("{", "utf-8")
    for command in (["submit", VAT], ["start", ".", "--name", "Amina"]):
        done = work.run(*command, "--json")
        assert (done.exit, done.json["error"]["code"]) == (3, "learner-key-damaged")


@pytest.mark.parametrize("trace", ["outbox", "journal"])
def test_a_key_that_is_gone_is_replaced_aloud_and_once(work: Konexio, trace: str) -> None:
    first = opened(work.run("submit", VAT, "--json").json["data"]["file"])
    key = work.folder / ".konexio" / "key.json"
    key.unlink()
    if trace == "outbox":
        (work.folder / ".konexio" / "journal.db").unlink()
    else:
        shutil.rmtree(work.folder / "outbox")
    # Nothing but handing in makes a new one, as only that tells of it.
    assert work.run("start", ".", "--name", "Amina").exit == 0
    assert work.run("portfolio").exit == 0
    got = work.run("receive", ".", "--json")
    assert (got.exit, got.json["error"]["code"]) == (2, "learner-key-missing")
    assert not key.exists()

    done = work.run("submit", VAT, "--json", "--lang", "fr").json
    second = opened(done["data"]["file"])
    assert second.learner.key != first.learner.key
    assert say("fr", "submit.new_key", key=short(second.learner.key)) in done["notes"]
    again = work.run("submit", VAT, "--json", "--lang", "fr").json
    assert opened(again["data"]["file"]).learner == second.learner
    assert not any(short(second.learner.key) in note for note in again["notes"])
