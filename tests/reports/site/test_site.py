"""A site says what is shown, once, with the weakest word; and nothing else is in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from konexio_cli.model.language import Language
from konexio_cli.model.verdict import Evidence
from konexio_cli.portfolio.choices import Choices
from konexio_cli.portfolio.showing import showcase
from konexio_cli.reports.site.delivered import rounds_of
from konexio_cli.reports.site.evidence import by_level
from konexio_cli.reports.site.site import site_files
from tests.showing import FILES, SKILLS, TASK, a_portfolio, a_showcase

PAGE = f"{TASK.replace('/', '-')}.html"


def test_files_are_there_byte_for_byte_and_shown_once(tmp_path: Path) -> None:
    made = site_files(a_showcase(tmp_path), SKILLS, Language.EN)
    for name, body in FILES.items():
        assert made[f"files/c1-receipts-to-table/round2/{name}"] == body
    page = made[PAGE].decode()
    assert page.count(">totals.csv</a>") == 1
    assert "11 files are the same as in the round after it." in page


def test_what_is_hidden_is_in_no_byte(tmp_path: Path) -> None:
    folder = a_portfolio(tmp_path)
    choices = Choices().hide(TASK).say("Secret words", TASK)
    made = site_files(showcase(folder, choices, "Zoé"), SKILLS, Language.EN)
    everything = b"\n".join([*made.values(), *map(str.encode, made)])
    for secret in (b"receipts-to-table", b"Receipts to a table", b"Secret words", b"412.55"):
        assert secret not in everything


def test_skills_stand_below_the_best_word_behind_them(tmp_path: Path) -> None:
    shown = a_showcase(tmp_path)
    levels = by_level(shown)
    assert [level for level, _ in levels] == sorted(
        (level for level, _ in levels), key=tuple(Evidence).index, reverse=True
    )
    alone = replace(shown, pieces=tuple(p for p in shown.pieces if p.evidence == "self-checked"))
    assert [level for level, _ in by_level(alone)] == [Evidence.SELF_CHECKED]
    page = site_files(alone, SKILLS, Language.EN)["index.html"].decode()
    assert 'class="label trainer"' not in page.partition('id="labels"')[0]


def test_the_best_proof_is_seen_and_the_rest_is_named(tmp_path: Path) -> None:
    shown = a_showcase(tmp_path)
    page = site_files(shown, SKILLS, Language.EN)[PAGE].decode()
    order = ("plan.svg", "total-by_month.png", "totals.csv", "list.xlsx", "program.py", "photo.bin")
    places = [page.index(f">{name}</a>") for name in order]
    assert places == sorted(places)
    more = page.index('<ul class="names"')
    assert page.index(">list.xlsx</a>") < more < page.index(">program.py</a>")


def test_pictures_are_files_of_their_own_with_words(tmp_path: Path) -> None:
    page = site_files(a_showcase(tmp_path), SKILLS, Language.EN)[PAGE].decode()
    assert 'viewBox="0 0 9 9"' not in page
    place = f"files/{TASK.replace('/', '-')}/round2"
    assert f'<img class="picture" src="{place}/plan.svg" alt=\'Picture: plan\'' in page
    assert f"src=\"{place}/total-by_month.png\" alt='Picture: total by month'" in page


def test_goals_are_listed_once_unless_a_later_round_missed_one(tmp_path: Path) -> None:
    shown = a_showcase(tmp_path)
    piece = next(one for one in shown.pieces if one.exercise == TASK)
    first, second = piece.rounds
    open_goals = tuple(replace(goal, reached=False) for goal in second.goals)
    missed = replace(piece, rounds=(first, replace(second, goals=open_goals)))
    assert [one.again for one in rounds_of(piece, {})] == [True, False]
    assert [one.again for one in rounds_of(missed, {})] == [False, False]


def test_a_learners_copy_of_a_request_says_that_it_is_one(tmp_path: Path) -> None:
    said = "From the learner&#39;s copy, not from the course."
    shown = a_showcase(tmp_path)
    made = site_files(shown, SKILLS, Language.EN)
    assert not [name for name in (PAGE, "index.html") if said in made[name].decode()]
    own = site_files(showcase(tmp_path, Choices(), "Zoé"), SKILLS, Language.EN)
    assert all(said in own[name].decode() for name in (PAGE, "index.html", "cv.html"))
