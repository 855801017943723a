"""`konexio doctor` on machines that lack something: what is broken, and what mends it."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from .conftest import Konexio, say

NEEDED = ("python", "disk", "room", "writable", "content")
ALL = (
    *("python", "disk", "room", "confinement", "git", "kernel", "editor", "terminal", "clock"),
    *("workspace", "writable", "key", "journal", "content", "course", "translated", "reviewed"),
)


def findings(desk: Konexio, **more: Any) -> dict[str, dict[str, Any]]:
    told = desk.run("doctor", "--json", **more).json["data"]["findings"]
    return {one["name"]: one for one in told}


def test_everything_is_tried(work: Konexio) -> None:
    work.run("next")
    found = findings(work)
    assert tuple(found) == ALL
    assert {name: found[name]["works"] for name in NEEDED} == dict.fromkeys(NEEDED, True)
    assert found["workspace"]["fact"] == str(work.folder)
    assert found["kernel"]["works"]
    assert found["translated"]["fact"].startswith("ar ")
    assert work.run("doctor").out.endswith(f"→ {say('en', 'doctor.next')}\n")


def test_outside_a_workspace_the_next_step_is_to_make_one(konexio: Konexio) -> None:
    for language in ("en", "fr"):
        done = konexio.run("doctor", "--lang", language)
        assert done.exit == 0
        start = say(language, "doctor.command", command="konexio start")
        assert f"  {start}" in done.out.splitlines()
        assert done.out.endswith(f"→ {say(language, 'doctor.next_start')}\n")
        # Git is told, and no history is claimed that is not there yet.
        assert say(language, "doctor.git.works") in done.out
        assert "histor" not in done.out


def test_what_is_missing_names_the_command_that_mends_it(work: Konexio, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = findings(work.at(work.folder, PATH=str(tmp_path / "empty")))
    assert not found["git"]["works"]
    assert found["editor"]["works"] or "pip install jupyterlab" in found["editor"]["command"]


def test_a_damaged_journal_is_found(work: Konexio) -> None:
    (work.folder / ".konexio" / "journal.db").write_bytes(b"not a journal" * 400)
    # SQLite speaks English, so it does not speak to learners.
    told = work.run("list", "--lang", "fr")
    assert told.err.splitlines()[0] == say(
        "fr", "errors.journal-broken.what", file=work.folder / ".konexio" / "journal.db"
    )
    done = work.run("doctor", "--lang", "fr")
    assert done.exit == 3
    command = findings(work)["journal"]["command"]
    assert done.out.endswith(f"→ {say('fr', 'errors.journal-away.next', command=command)}\n")
    assert subprocess.run(shlex.split(command), check=False).returncode == 0
    assert findings(work)["journal"]["works"]


def test_a_journal_that_was_lost_is_found(work: Konexio) -> None:
    work.run("submit", "m01/tidy-name")
    assert findings(work)["journal"]["works"]
    (work.folder / ".konexio" / "journal.db").unlink()
    work.run("next")
    done = work.run("doctor")
    assert done.exit == 0
    assert say("en", "errors.journal-forgot.what", there="outbox 1") in done.out
    assert say("en", "doctor.journal.works") not in done.out
    # Each step that is named brings nearer to a journal that is whole.
    for step in ("konexio check m01/tidy-name", "konexio submit --all"):
        assert findings(work)["journal"]["command"] == step
        work.run(*shlex.split(step)[1:])
    assert findings(work)["journal"]["works"]


def test_a_key_that_is_gone_or_damaged_is_found(work: Konexio) -> None:
    key = work.folder / ".konexio" / "key.json"
    key.unlink()
    assert findings(work)["key"]["works"]  # nothing was signed with it
    work.run("submit", "m01/tidy-name")
    assert findings(work)["key"]["works"]
    key.write_text("{", "utf-8")
    done = work.run("doctor", "--lang", "fr")
    assert done.exit == 3
    found = findings(work)["key"]
    assert found["command"] in done.out.splitlines()[-1]
    assert subprocess.run(shlex.split(found["command"]), check=False).returncode == 0
    told = work.run("doctor", "--lang", "fr")
    assert told.exit == 0
    assert say("fr", "errors.learner-key-missing.next") in told.out
    assert findings(work)["key"]["command"] == "konexio submit"
    assert not key.exists()


def test_a_course_that_is_gone_is_found(work: Konexio) -> None:
    settings = work.folder / ".konexio" / "workspace.json"
    content = json.loads(settings.read_text("utf-8"))
    settings.write_text(json.dumps(content | {"course": str(work.folder / "gone")}), "utf-8")
    done = work.run("doctor")
    assert done.exit == 3
    assert done.out.endswith(f"→ {say('en', 'doctor.command', command='konexio pull built-in')}\n")
    assert work.run("pull", "built-in").exit == 0
    assert findings(work)["content"]["works"]


def test_settings_that_are_damaged_are_told_with_what_mends_them(work: Konexio) -> None:
    settings = work.folder / ".konexio" / "workspace.json"
    settings.write_text("", "utf-8")
    what = say("fr", "errors.workspace-broken.what", file=settings)
    for folder, named in ((work.folder / "m01", str(work.folder)), (work.folder, ".")):
        done = work.run("doctor", "--lang", "fr", cwd=folder)
        command = f"konexio start {named}"
        assert f"✗ {say('fr', 'doctor.content.broken', fact=what)}" in done.out.splitlines()
        assert done.out.endswith(f"→ {say('fr', 'doctor.command', command=command)}\n")
    assert work.run("start", ".", "--name", "Amina").exit == 0
    assert findings(work)["content"]["works"]


def test_a_clock_that_goes_wrong_is_noticed(work: Konexio) -> None:
    work.run("next")
    later = time.time() + 30 * 86_400
    os.utime(work.folder / ".konexio" / "journal.db", (later, later))
    found = findings(work)["clock"]
    assert not found["works"]
    assert found["fact"] == time.strftime("%Y-%m-%d")
    assert found["command"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such locale")
def test_a_terminal_without_letters_is_noticed(work: Konexio) -> None:
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    found = findings(work.at(work.folder, **plain))["terminal"]
    assert (found["works"], found["command"]) == (False, "export LANG=C.UTF-8")
    assert work.at(work.folder, **plain).run("doctor", "--lang", "fr").exit == 0


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no folder that refuses everybody")
def test_a_folder_in_which_nothing_can_be_written_is_found(konexio: Konexio) -> None:
    done = konexio.run("doctor", cwd=Path("/proc"))
    assert done.exit == 3
    assert say("en", "doctor.writable.broken", fact="/proc") in done.out
