"""The messages against the course: what its wrong attempts stand for can be told."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import konexio_cli
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts, known_misconceptions

REPOSITORY = Path(__file__).parents[2]
PACKS = tomllib.loads((REPOSITORY / "exercises" / "course.toml").read_text("utf-8"))["packs"]
MISTAKES = tomllib.loads(
    (Path(konexio_cli.__file__).parent / "reports/texts/misconceptions.toml").read_text("utf-8")
)
# The modules whose learners are told their mistakes in Arabic, too.
IN_ARABIC = ("m00", "m01", "m02", "m03")


def mistakes_of(*packs: str) -> set[str]:
    """Return what the wrong attempts of these packs stand for, in all rounds."""
    return {
        path.stem
        for pack in packs
        for path in (REPOSITORY / "graders" / pack).rglob("attempts/*/*.py")
        if path.parent.name != "passed"
    }


@pytest.mark.parametrize("pack", PACKS)
def test_each_mistake_of_the_course_is_told_in_english_and_french(pack: str) -> None:
    used = mistakes_of(pack)
    assert len(used) > 1
    assert used <= known_misconceptions()
    for name in used:
        english, french = (Texts(one).misconception(name) for one in (Language.EN, Language.FR))
        assert english != french
        assert french == MISTAKES[name]["fr"]


@pytest.mark.parametrize("pack", IN_ARABIC)
def test_each_mistake_of_the_first_modules_is_told_in_arabic(pack: str) -> None:
    used = mistakes_of(pack)
    assert len(used) > 1
    assert {name for name in used if "ar" not in MISTAKES[name]} == set()
