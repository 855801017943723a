"""`konexio watch`: real saves, as editors make them, and a hand at the keys."""

from __future__ import annotations

import json
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from konexio_cli.packs.compose import fill_in

from .conftest import Answers, Konexio, answer, attempts, family, notebook_of, say

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a pseudo-terminal and /proc")
if sys.platform == "linux":
    from .terminal import terminal, words

VAT = "m01/price-with-vat"
TASK = "c1/client-list-cleanup"
PASSED, UNFINISHED = say("en", "check.passed"), say("en", "check.unfinished")


def truncate(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def rename(path: Path, text: str) -> None:
    """Save as Jupyter and many others: into another file, which takes the name."""
    beside = path.with_name(f".~{path.name}")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def backup(path: Path, text: str) -> None:
    """Save as vim: a swap file, the old notebook moved away, a new one written."""
    swap, old = path.with_name(f".{path.name}.swp"), path.with_name(f"{path.name}~")
    swap.write_bytes(b"b0VIM 9.0")
    path.rename(old)
    path.write_text(text, "utf-8")
    old.unlink()
    swap.unlink()


def checkpoint(path: Path, text: str) -> None:
    """Save as Jupyter's checkpoints do, in a folder beside."""
    folder = path.parent / ".ipynb_checkpoints"
    folder.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    (folder / f"{path.stem}-checkpoint.ipynb").write_text(text, "utf-8")


def slowly(path: Path, text: str) -> None:
    """Save on a slow disk: the notebook is half there for a while."""
    half = len(text) // 2
    with path.open("w", encoding="utf-8") as file:
        file.write(text[:half])
        file.flush()
        time.sleep(0.3)
        file.write(text[half:])


WAYS: tuple[Callable[[Path, str], None], ...] = (truncate, rename, backup, checkpoint, slowly)


def test_every_way_to_save_is_one_check(work: Konexio, answers: Answers) -> None:
    path = notebook_of(work, VAT)
    right = fill_in(path.read_text("utf-8"), answers(VAT, "reference"))
    wrong = fill_in(path.read_text("utf-8"), answers(VAT, "percent-as-whole"))
    with terminal(work, "watch", VAT) as shown:
        shown.until(say("en", "watch.keys"))
        for save in WAYS:
            save(path, wrong)
            assert say("en", "check.not_yet", passed=0, all=1) in shown.until(
                say("en", "watch.not_yet.key")
            )
            shown.until(say("en", "watch.keys"))
            save(path, right)
            assert say("en", "verdicts.passed") in shown.until(PASSED)
            shown.until(say("en", "watch.passed.key"))
            shown.until(say("en", "watch.keys"))
        shown.press("q")
        assert shown.end()[0] == 0
    verdicts = [verdict for _, _, verdict in attempts(work)]
    assert verdicts == ["failed", *["failed", "passed"] * len(WAYS)]
    assert work.run("portfolio", "--json").json["data"]["entries"][0]["exercise"] == VAT


def test_the_room_stays_warm_between_checks(work: Konexio, answers: Answers) -> None:
    with terminal(work, "watch", VAT) as shown:
        shown.until(say("en", "watch.keys"))
        warm = family(shown.process.pid)
        answer(notebook_of(work, VAT), answers(VAT, "percent-as-whole"))
        shown.until(say("en", "watch.keys"))
        assert warm <= family(shown.process.pid)
        assert warm


def test_the_same_notebook_again_is_no_attempt(work: Konexio) -> None:
    path = notebook_of(work, VAT)
    for _ in range(2):
        with terminal(work, "watch", VAT) as shown:
            shown.until(say("en", "watch.keys"))
            path.write_bytes(path.read_bytes())
            (path.parent / "notes.txt").write_text("mine", "utf-8")
            shown.press("q")
            shown.end()
    assert len(attempts(work)) == 1


def test_what_is_shown_is_what_check_shows(work: Konexio, answers: Answers) -> None:
    answer(notebook_of(work, VAT), answers(VAT, "percent-as-whole"))
    checked = work.run("check", VAT, "--lang", "fr").out
    view = checked.partition("\n\n→")[0]
    with terminal(work, "watch", VAT, "--lang", "fr") as shown:
        seen = words(shown.until(say("fr", "watch.keys")))
    name = notebook_of(work, VAT).relative_to(work.folder)
    file = say("fr", "watch.file", file=name)
    step = say("fr", "watch.not_yet.key")
    # Where a check takes its time, what is done is said before what came of it.
    busy = f"{say('fr', 'watch.busy', file=name)}\n{say('fr', 'watch.busy_end')}\n"
    assert seen.removeprefix(busy) == f"{view}\n- {file}\n\n→ {step}\n{say('fr', 'watch.keys')}"


def test_a_hand_at_the_keys(work: Konexio, answers: Answers) -> None:
    first = "m00/first-run"
    with terminal(work, "watch") as shown:  # nobody has chosen anything yet
        assert first in shown.until(say("en", "watch.keys"))
        shown.press("x\x1b[B")  # no such key, and an arrow
        shown.press("H")
        shown.until(say("en", "hint.step", step=1, all=3))
        shown.press("\N{ARABIC LETTER ALEF}")  # h, under an Arabic layout
        shown.until(say("en", "hint.step", step=2, all=3))
        shown.press("n")
        shown.until(say("en", "watch.skip"))
        answer(notebook_of(work, first), answers(first, "reference"))
        shown.until(say("en", "watch.passed.key"))
        shown.press("n")
        assert "m00/read-the-error" in shown.until(say("en", "watch.save"))
        path = notebook_of(work, "m00/read-the-error")
        answer(path, answers("m00/read-the-error", "reference"))
        shown.until(PASSED)
        shown.until(say("en", "watch.passed.key"))
        shown.press("q")
        code, end = shown.end()
        assert shown.is_as_before()
    assert code == 0
    assert f"→ {say('en', 'check.next_passed')}" in words(end)
    assert work.run("hint", first, "--json").json["data"]["step"] == 3


def test_what_is_asked_for_twice_is_skipped(work: Konexio, answers: Answers) -> None:
    with terminal(work, "watch") as shown:
        shown.until(say("en", "watch.keys"))
        for other in ("m00/read-the-error", "m00/predict-output"):
            shown.press("n")
            shown.until(say("en", "watch.skip"))
            shown.press("n")
            assert other in shown.until(say("en", "watch.save"))
        answer(notebook_of(work, other), answers(other, "reference"))
        shown.until(say("en", "watch.passed.key"))
        shown.press("n")  # what was skipped comes back
        assert "m00/first-run" in shown.until(say("en", "watch.save"))


def test_u_puts_the_notebook_back_and_again(work: Konexio, answers: Answers) -> None:
    path = notebook_of(work, VAT)
    with terminal(work, "watch", VAT) as shown:
        shown.press("u")
        shown.until(say("en", "errors.undo-nothing.next"))
        answer(path, answers(VAT, "percent-as-whole"))
        shown.until(say("en", "check.not_yet", passed=0, all=1))
        wrong = path.read_bytes()
        answer(path, answers(VAT, "reference"))
        shown.until(say("en", "watch.passed.key"))
        right = path.read_bytes()
        for body, verdict in ((wrong, "check.not_yet"), (right, "check.passed")):
            shown.press("u")
            seen = words(shown.until(say("en", "undo.reload")))
            assert say("en", verdict, passed=0, all=1) in seen
            assert path.read_bytes() == body
    assert [verdict for _, _, verdict in attempts(work)][-4:] == [
        *("failed", "passed", "failed", "passed")
    ]


def test_a_damaged_notebook_is_told_once_and_watched_on(work: Konexio, answers: Answers) -> None:
    path = notebook_of(work, VAT)
    whole = fill_in(path.read_text("utf-8"), answers(VAT, "reference"))
    with terminal(work, "watch", VAT) as shown:
        shown.until(say("en", "watch.keys"))
        path.write_text(whole[:500], "utf-8")
        told = say("en", "errors.notebook-empty.what", file="").strip()
        damaged = say("en", "errors.notebook-kept-key.next")
        shown.until(damaged)
        path.write_text(whole[:500], "utf-8")
        path.write_text("", "utf-8")
        assert damaged not in shown.until(told)
        shown.until(damaged)
        path.unlink()
        shown.until(damaged)
        path.write_text(whole, "utf-8")
        shown.until(PASSED)
        path.write_text("", "utf-8")
        shown.until(damaged)
        shown.press("u")
        shown.until(say("en", "undo.reload"))
        shown.press("u")  # what was undone is empty: that, too, has a way back
        shown.until(damaged)
        shown.press("u")
        shown.until(say("en", "undo.reload"))
    assert path.read_text("utf-8") == whole


def test_a_round_that_opens_is_read_before_it_is_checked(work: Konexio, answers: Answers) -> None:
    path = notebook_of(work, TASK)
    with terminal(work, "watch", TASK) as shown:
        shown.until(say("en", "watch.keys"))
        answer(path, answers(TASK, "reference"))
        seen = shown.until(say("en", "watch.round.key"))
        assert say("en", "check.round_open", round=2) in words(seen).replace("\n", " ")
        shown.until(say("en", "watch.keys"))
        answer(path, answers(TASK, "reference", 2))
        shown.until(PASSED)
        shown.until(say("en", "watch.passed.key"))
    assert [(r, v) for _, r, v in attempts(work)] == [(1, "error"), (1, "passed"), (2, "passed")]


def test_ctrl_c_ends_with_the_next_step_and_leaves_nothing(work: Konexio) -> None:
    with terminal(work, "watch", VAT) as shown:
        shown.until(say("en", "watch.keys"))
        started = family(shown.process.pid)
        assert started
        shown.interrupt()
        code, end = shown.end()
        assert shown.is_as_before()
    assert code == 130
    assert say("en", "errors.interrupted.next") in end
    assert not any(Path(f"/proc/{pid}").exists() for pid in started)


def test_a_loop_without_end_says_that_it_takes_a_while(work: Konexio) -> None:
    path = notebook_of(work, VAT)
    with terminal(work, "watch", VAT) as shown:
        shown.until(say("en", "watch.keys"))
        answer(path, {"price": "while True:\n    pass\n"})
        busy = say("en", "watch.busy", file=path.relative_to(work.folder))
        assert "\x1b[2J" in shown.until(busy)  # nothing old stays on the screen
        shown.interrupt()
        assert shown.end()[0] == 130


IN_A_CALL = "def price_with_vat(*of):\n    while True:\n        pass\n"


@pytest.mark.parametrize("source", ["while True:\n    pass\n", IN_A_CALL])
def test_a_newer_save_ends_a_check_that_goes_on(
    work: Konexio, answers: Answers, source: str
) -> None:
    path = notebook_of(work, VAT)
    with terminal(work, "watch", VAT) as shown:
        shown.until(say("en", "watch.keys"))
        answer(path, {"price": source})
        shown.until(say("en", "watch.busy", file=path.relative_to(work.folder)))
        answer(path, answers(VAT, "reference"))
        assert say("en", "verdicts.timeout") not in shown.until(PASSED)
        shown.until(say("en", "watch.keys"))
        shown.press("q")
        assert shown.end()[0] == 0
    assert [verdict for _, _, verdict in attempts(work)] == ["failed", "passed"]


def test_q_ends_a_check_that_goes_on(work: Konexio) -> None:
    path = notebook_of(work, VAT)
    with terminal(work, "watch", VAT) as shown:
        shown.until(say("en", "watch.keys"))
        answer(path, {"price": "while True:\n    pass\n"})
        shown.until(say("en", "watch.busy", file=path.relative_to(work.folder)))
        started = family(shown.process.pid)
        shown.press("q")
        code, end = shown.end()
        assert shown.is_as_before()
    assert (code, say("en", "verdicts.timeout") in end) == (0, False)
    assert not any(Path(f"/proc/{pid}").exists() for pid in started)
    assert [verdict for _, _, verdict in attempts(work)] == ["failed"]


class Block:
    """`konexio watch` without a terminal, read line by line."""

    def __init__(self, desk: Konexio, *arguments: str) -> None:
        self.process = subprocess.Popen(
            desk.command("watch", *arguments),
            cwd=desk.folder,
            env=dict(desk.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def until(self, text: str) -> str:
        assert self.process.stdout
        read = ""
        while text not in read:
            line = self.process.stdout.readline()
            assert line, read
            read += line
        return read

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=120)
        return self.process.returncode


@pytest.mark.parametrize("polling", [False, True])
def test_without_a_terminal_it_is_one_block_for_each_check(
    work: Konexio, answers: Answers, polling: bool
) -> None:
    desk = work.at(work.folder, WATCHFILES_FORCE_POLLING="1") if polling else work
    blocks = Block(desk, VAT)
    assert UNFINISHED in blocks.until(say("en", "watch.not_yet.command"))
    answer(notebook_of(work, VAT), answers(VAT, "reference"))
    second = blocks.until(say("en", "watch.passed.command"))
    assert PASSED in second
    assert second.startswith("\n")
    assert "\x1b" not in second
    assert say("en", "watch.keys") not in second
    assert blocks.end() == 130


def test_json_is_one_envelope_on_a_line_for_each_check(work: Konexio, answers: Answers) -> None:
    lines = Block(work, VAT, "--json")
    path = notebook_of(work, VAT)
    first = json.loads(lines.until("\n"))
    assert (first["command"], first["ok"], first["data"]["verdict"]) == ("watch", False, "failed")
    answer(path, answers(VAT, "reference"))
    second = json.loads(lines.until("\n"))
    assert (second["ok"], second["data"]["verdict"]) == (True, "passed")
    path.write_text("{", "utf-8")
    assert json.loads(lines.until("\n"))["error"]["code"] == "notebook-damaged"
    lines.end()


def test_behind_a_prompt_it_has_no_keys_and_goes_on(work: Konexio, answers: Answers) -> None:
    command = shlex.join(work.command("watch", VAT))
    with terminal(work, program=["bash", "--norc", "-i"]) as shown:
        shown.press(f"{command} &\n")
        shown.until(say("en", "watch.not_yet.command"))
        answer(notebook_of(work, VAT), answers(VAT, "reference"))
        shown.until(PASSED)
        shown.press("kill -INT %1; wait; exit\n")
        shown.end()


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_without_colours(work: Konexio, variables: dict[str, str]) -> None:
    with terminal(work.at(work.folder, **variables), "watch", VAT) as shown:
        keys = "watch.keys" if "NO_COLOR" in variables else "watch.keys_plain"
        seen = shown.until(say("en", keys))
    assert "\x1b[1" not in seen
    assert "\x1b[3" not in seen


def test_plain_has_keys_but_wipes_nothing(work: Konexio) -> None:
    with terminal(work, "watch", VAT, "--plain") as shown:
        seen = shown.until(say("en", "watch.keys_plain"))
        shown.press("h")
        seen += shown.until(say("en", "watch.keys_plain"))
        shown.press("q")
        seen += shown.end()[1]
    assert not set("✓✗→·\x1b") & set(seen)


def test_a_notebook_outside_a_workspace(konexio: Konexio, pulled: Path, answers: Answers) -> None:
    path = konexio.folder / "price-with-vat.ipynb"
    path.write_bytes((pulled / VAT / path.name).read_bytes())
    with terminal(konexio, "watch", path.name) as shown:
        seen = shown.until(say("en", "watch.keys"))
        assert say("en", "check.no_workspace") in seen
        shown.press("n")
        shown.until(say("en", "errors.workspace-missing.next"))
        answer(path, answers(VAT, "reference"))
        shown.until(PASSED)
    assert not (konexio.folder / ".konexio").exists()


def test_a_verdict_stays_when_the_portfolio_cannot_be_written(
    work: Konexio, answers: Answers
) -> None:
    path, portfolio = notebook_of(work, VAT), work.folder / "portfolio"
    portfolio.write_text("in the way", "utf-8")
    right = fill_in(path.read_text("utf-8"), answers(VAT, "reference"))
    with terminal(work, "watch", VAT) as shown:
        shown.until(say("en", "watch.keys"))
        path.write_text(right, "utf-8")
        seen = shown.until(say("en", "watch.keys"))
        _, _, verdict = words(seen).partition(PASSED)
        assert "\x1b[2J" not in seen.partition(PASSED)[2]
        # The terminal breaks a long path wherever its line ends.
        assert "portfolio" in verdict.replace("\n", "")
        portfolio.unlink()
        path.write_text(f"{right}\n", "utf-8")
        shown.until(say("en", "check.kept", evidence="self-checked"))
    assert attempts(work)[-1] == (VAT, 1, "passed")
