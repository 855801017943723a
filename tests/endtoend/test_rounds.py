"""A client task of two rounds: what is next, what is handed in, and what is shown of it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from .conftest import Answers, Konexio, answer, course_size, handed_in, notebook_of, say, small

TASK = "c1/client-list-cleanup"


def test_round_1_is_handed_in_until_round_2_is_checked(work: Konexio, answers: Answers) -> None:
    path = notebook_of(work, TASK)
    answer(path, answers(TASK, "reference"))
    passed = path.read_bytes()
    assert handed_in(work, TASK) == (1, small(passed))
    first = work.run("check", TASK)
    assert first.out.endswith(f"→ {say('en', 'check.next_round')}\n")
    opened = path.read_bytes()
    assert opened != passed

    assert handed_in(work, TASK) == (1, small(passed))
    assert say("en", "submit.round", round=1, open=2) in work.run("submit", TASK).out
    assert path.read_bytes() == opened
    assert work.run("submit", TASK, "--json").json["notes"] == [
        say("en", "submit.round", round=1, open=2)
    ]

    again = work.run("check", TASK, "--json")
    assert (again.exit, again.json["data"]["opened_round"]) == (1, None)
    assert handed_in(work, TASK) == (2, small(opened))

    answer(path, answers(TASK, "reference", 2))
    last = work.run("check", TASK)
    assert last.exit == 0
    assert last.out.endswith(f"→ {say('en', 'check.next_passed')}\n")
    assert handed_in(work, TASK) == (2, small(path.read_bytes()))
    shown = work.run("portfolio").out
    assert shown.count(f", {say('en', 'portfolio.round', round=2)}  ({TASK})") == 1


def test_a_task_is_passed_with_its_last_round(work: Konexio, answers: Answers) -> None:
    path = notebook_of(work, TASK)
    between = say("fr", "list.round", round=2, rounds=2)
    assert between not in work.run("list", "--lang", "fr").out
    answer(path, answers(TASK, "reference"))
    assert work.run("check", TASK, "--json").json["data"]["opened_round"] == 2
    shown = work.run("list", "--lang", "fr").out
    assert f"{TASK}  ({between})" in shown
    assert say("fr", "list.done", done=0, all=course_size()) in shown
    assert _listed(work) == {"id": TASK, "state": "tried", "round": 2, "rounds": 2}

    answer(path, answers(TASK, "reference", 2))
    assert work.run("check", TASK).exit == 0
    shown = work.run("list", "--lang", "fr").out
    assert between not in shown
    assert say("fr", "list.done", done=1, all=course_size()) in shown
    assert _listed(work)["state"] == "passed"


def _listed(work: Konexio) -> dict[str, object]:
    exercises = json.loads(work.run("list", "--json").out)["data"]["exercises"]
    found: dict[str, object] = next(one for one in exercises if one["id"] == TASK)
    return found


def test_the_way_to_the_client_is_named(work: Konexio) -> None:
    offer = say("fr", "ask.offer")
    assert offer in work.run("check", TASK, "--lang", "fr").out
    assert offer not in work.run("check", "m01/tidy-name", "--lang", "fr").out
    brief = notebook_of(work, TASK).read_text("utf-8")
    assert "`konexio ask`" in brief
    listed = work.run("ask", "--exercise", TASK, "--json").json["data"]
    assert list(listed["questions"]) == [str(n) for n in range(1, 11)]
    assert all(listed["questions"].values())
    for number in range(1, listed["left"] + 1):
        last = work.run("ask", str(number), "--exercise", TASK, "--lang", "fr")
    assert say("fr", "ask.all_asked") in last.out
    assert "NUM" not in last.out
    assert "konexio ask NUMÉRO" in say("fr", "ask.next.one", number=1)


def test_who_asked_nothing_hears_it_when_all_checks_pass(work: Konexio, answers: Answers) -> None:
    reminder = {language: say(language, "ask.none_yet") for language in ("en", "fr")}
    path = notebook_of(work, TASK)
    assert reminder["en"] not in work.run("check", TASK).out
    answer(path, answers(TASK, "guess-instead-of-ask"))
    opening = work.run("check", TASK, "--json").json
    assert opening["data"]["opened_round"] == 2
    assert opening["notes"].count(reminder["en"]) == 1

    assert reminder["en"] not in work.run("check", TASK).out
    answer(path, answers(TASK, "guess-instead-of-ask", 2))
    assert work.run("check", TASK, "--lang", "fr").out.count(reminder["fr"]) == 1

    work.run("ask", "1", "--exercise", TASK)
    asked = work.run("check", TASK, "--json")
    assert asked.exit == 0
    assert reminder["en"] not in asked.json["notes"]


def test_an_exercise_without_a_client_says_nothing_of_one(work: Konexio, answers: Answers) -> None:
    answer(notebook_of(work, "m01/tidy-name"), answers("m01/tidy-name", "reference"))
    checked = work.run("check", "m01/tidy-name", "--json")
    assert checked.exit == 0
    assert say("en", "ask.none_yet") not in checked.json["notes"]


def test_next_names_the_way_to_the_client(work: Konexio, repository: Path) -> None:
    only = work.folder.parent / "only"
    shutil.copytree(repository / "exercises" / "c1", only / "c1")
    course = (repository / "exercises" / "course.toml").read_text("utf-8")
    alone = re.sub(r"^packs = .*$", 'packs = ["c1"]', course, flags=re.MULTILINE)
    (only / "course.toml").write_text(alone, "utf-8")
    chosen = work.run("next", "--exercises", str(only), "--json").json
    assert chosen["data"]["exercise"] == TASK
    assert chosen["notes"] == [say("en", "ask.offer")]
