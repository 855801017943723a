"""cohort.toml: what it says, what it means when it is silent, and how slips are told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.cohort.settings import Extension, Settings
from konexio_cli.cohort.settings_file import read_settings
from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language
from konexio_cli.model.learner import folded

FULL = """\
format = 1
title = "Evening class"
language = "fr"
time_zone = "Europe/Paris"

[[learners]]
id = "fern-07"
name = "Amina Benali"
language = "ar"
group = "evening"
moodle = "4711"
email = "amina@example.org"
also = ["amina_b", "BENALI Amina"]

[[learners]]
id = "Zoé"

[groups.evening]
title = "On Thursdays"
due = { "m01/price-with-vat" = 2026-12-03 }

[due]
"m01/price-with-vat" = 2026-11-30T18:00:00
"m01/tidy-name" = 2026-11-30T18:00:00Z

[[extensions]]
learner = "fern-07"
exercise = "m01/tidy-name"
until = 2026-12-05T12:00:00

[[extensions]]
learner = "Zoé"
days = 2

[late]
percent_per_day = 10
at_most = 50
end_days = 7
"""


def settings(folder: Path, text: str) -> Settings:
    (folder / "cohort.toml").write_text(text, "utf-8")
    return read_settings(folder)


def test_without_a_file_a_learner_is_a_folder(tmp_path: Path) -> None:
    absent = read_settings(tmp_path)
    assert absent == Settings()
    who = absent.learner_or_new("Zoe\u0301")
    assert (who.id, who.name, who.language) == ("Zoé", "Zoé", Language.EN)
    assert absent.due_for("Zoé", "m01/tidy-name") is None


@pytest.mark.parametrize(
    "name",
    [
        "fern-07",
        "Amina Benali",
        "amina  benali ",
        "amina_b",
        "benali amina",
        "4711",
        "AMINA@example.org",
    ],
)
def test_one_person_has_many_names(tmp_path: Path, name: str) -> None:
    who = settings(tmp_path, FULL).learner(name)
    assert who is not None
    assert (who.id, who.language, who.group) == ("fern-07", Language.AR, "evening")


def test_who_says_less_has_the_defaults(tmp_path: Path) -> None:
    who = settings(tmp_path, FULL).learner("zoe\u0301")
    assert who is not None
    assert (who.id, who.name, who.language, who.group) == ("Zoé", "Zoé", Language.FR, "")


def test_a_language_without_texts_gives_way_to_the_cohorts(tmp_path: Path) -> None:
    found = settings(tmp_path, FULL.replace('language = "ar"', 'language = "so"'))
    assert found.learners["fern-07"].language is Language.FR
    assert found.unspoken == {"fern-07": "so"}
    with pytest.raises(KonexioError, match="toml-value"):
        settings(tmp_path, FULL.replace('language = "ar"', 'language = "Somali"'))


@pytest.mark.parametrize(
    ("learner", "exercise", "due"),
    [
        # Paris is one hour before UTC in winter; a day ends with its last minute.
        ("fern-07", "m01/price-with-vat", datetime(2026, 12, 3, 23, tzinfo=UTC)),
        ("fern-07", "m01/tidy-name", datetime(2026, 12, 5, 11, tzinfo=UTC)),
        ("Zoé", "m01/price-with-vat", datetime(2026, 12, 2, 17, tzinfo=UTC)),
        ("Zoé", "m01/tidy-name", datetime(2026, 12, 2, 18, tzinfo=UTC)),
        ("a stranger", "m01/tidy-name", datetime(2026, 11, 30, 18, tzinfo=UTC)),
        ("fern-07", "m01/greeting-card", None),
    ],
)
def test_due(tmp_path: Path, learner: str, exercise: str, due: datetime | None) -> None:
    assert settings(tmp_path, FULL).due_for(learner, exercise) == due


def test_an_extension_never_takes_time_away(tmp_path: Path) -> None:
    early = FULL.replace("2026-12-05T12:00:00", "2026-11-01")
    due = settings(tmp_path, early).due_for("fern-07", "m01/tidy-name")
    assert due == datetime(2026, 11, 30, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("language", "lnaguage", "toml-key-near"),
        ('group = "evening"', 'groop = "evening"', "toml-key-near"),
        ("percent_per_day = 10", "percent_per_day = 101", "toml-value-most"),
        ("percent_per_day = 10", 'percent_per_day = "10"', "toml-value-whole"),
        ("days = 2", "", "toml-value"),
        ("days = 2", "days = 2\nuntil = 2026-12-01", "toml-value"),
        ("2026-12-03", "9999-12-31", "toml-value"),
        ("2026-12-03", "18:00:00", "toml-value-date"),
        ("m01/tidy-name", "tidy-name", "toml-value"),
        ("format = 1", "format = 2", "toml-value-choice"),
        ('time_zone = "Europe/Paris"', "", "cohort-zone-missing"),
        ("Europe/Paris", "Europe/Pairs", "cohort-zone-unknown"),
        ("Europe/Paris", "../../etc/passwd", "cohort-zone-unknown"),
        ("Europe/Paris", "Europe", "cohort-zone-unknown"),
        ('id = "Zoé"', 'id = "fern-07"', "cohort-learner-twice"),
        ('id = "Zoé"', 'id = "AMINA_B"', "cohort-learner-twice"),
        ('id = "Zoé"', 'id = "a/../b"', "cohort-id-odd"),
        ('id = "Zoé"', 'id = "con"', "cohort-id-odd"),
        ("[groups.evening]", "[groups.morning]", "cohort-group-unknown"),
        ('learner = "Zoé"', 'learner = "Farid"', "cohort-extension-unknown"),
    ],
)
def test_a_slip_is_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert old in FULL
    with pytest.raises(KonexioError) as caught:
        settings(tmp_path, FULL.replace(old, new))
    assert caught.value.code == code
    assert caught.value.facts["file"] == tmp_path / "cohort.toml"


@given(st.text())
def test_a_name_is_folded_once(name: str) -> None:
    assert folded(folded(name)) == folded(name)
    assert folded(f"  {name} ") == folded(name)


@given(days=st.integers(1, 366), until=st.integers(-400, 400))
def test_an_extension_only_adds(days: int, until: int) -> None:
    due = datetime(2026, 3, 28, 12, tzinfo=UTC)
    some = (Extension("a", days=days), Extension("a", "x/y", until=due + timedelta(days=until)))
    found = Settings(due={"x/y": due}, extensions=some).due_for("a", "x/y")
    assert found == due + timedelta(days=max(days, until))


@pytest.mark.parametrize(
    ("old", "new", "name", "near"),
    [
        ('group = "evening"', 'group = "evennig"', "evennig", "evening"),
        ('learner = "Zoé"', 'learner = "Zoe"', "Zoe", "Zoé"),
        ('learner = "fern-07"', 'learner = "amina benali"', "amina benali", "fern-07"),
        ('"m01/tidy-name" = 2026', '"m01/tidy-nmae" = 2026', "m01/tidy-nmae", "m01/tidy-name"),
        ('{ "m01/price', '{ "m02/price', "m02/price-with-vat", "m01/price-with-vat"),
        (
            'exercise = "m01/tidy-name"',
            'exercise = "m01/tidyname"',
            "m01/tidyname",
            "m01/tidy-name",
        ),
    ],
)
def test_a_name_of_nothing_is_told_with_its_line_and_the_nearest(
    tmp_path: Path, old: str, new: str, name: str, near: str
) -> None:
    text = FULL.replace(old, new)
    (tmp_path / "cohort.toml").write_text(text, "utf-8")
    with pytest.raises(KonexioError) as caught:
        read_settings(tmp_path, ["m01/price-with-vat", "m01/tidy-name"])
    facts = caught.value.facts
    assert (caught.value.code, facts["name"], facts["near"]) == ("cohort-name-near", name, near)
    assert name in text.splitlines()[int(str(facts["line"])) - 1]


def test_an_exercise_that_is_like_no_other_is_told(tmp_path: Path) -> None:
    (tmp_path / "cohort.toml").write_text(FULL, "utf-8")
    with pytest.raises(KonexioError, match="cohort-exercise-unknown"):
        read_settings(tmp_path, ["c1/client-list-cleanup"])
    assert read_settings(tmp_path).due
