"""Which exercises a name means, and where exercises and graders are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Course, Pack
from konexio_cli.model.language import Language, Translated
from konexio_cli.packs.library import exercises_folder, graders_folder, named, one_named

TITLE = Translated({Language.EN: "Title"})
NAMES = {"m01": ("tidy-name", "swap-values"), "m02": ("loops", "tidy-name"), "c1": ("cleanup",)}
COURSE = Course(
    TITLE,
    tuple(
        Pack(pack, TITLE, "0.1.0", tuple(f"{pack}/{name}" for name in names))
        for pack, names in NAMES.items()
    ),
)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([], COURSE.exercises),
        (["m02"], ("m02/loops", "m02/tidy-name")),
        (["c1", "swap-values"], ("m01/swap-values", "c1/cleanup")),
        (["m02/tidy-name/", "m02"], ("m02/loops", "m02/tidy-name")),
    ],
)
def test_named(names: list[str], found: tuple[str, ...]) -> None:
    assert named(COURSE, names) == found


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("lops", "loops"),
        ("Swap-Values", "swap-values"),
        ("swap_values", "swap-values"),
        ("m01/tidy-nam", "m01/tidy-name"),
        ("m1", "m01"),
    ],
)
def test_near(name: str, near: str) -> None:
    with pytest.raises(KonexioError) as caught:
        named(COURSE, [name])
    assert caught.value.code == "exercise-near"
    assert caught.value.facts == {"exercise": name, "near": near}


@pytest.mark.parametrize("name", ["", "zzz", "../../etc"])
def test_unknown(name: str) -> None:
    with pytest.raises(KonexioError) as caught:
        one_named(COURSE, name)
    assert caught.value.code == "exercise-unknown"


def test_name_of_two() -> None:
    with pytest.raises(KonexioError) as caught:
        named(COURSE, ["tidy-name"])
    assert caught.value.code == "exercise-ambiguous"
    assert caught.value.facts["known"] == "m01/tidy-name, m02/tidy-name"
    assert one_named(COURSE, "m02/tidy-name") == "m02/tidy-name"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for folder in ("exercises", "graders", "work/deep"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "exercises" / "course.toml").write_text("")
    return tmp_path


def test_exercises_given_above_or_fallback(house: Path, tmp_path: Path) -> None:
    fallback, here = tmp_path / "embedded", house / "work" / "deep"
    exercises = house / "exercises"
    assert exercises_folder(exercises, here, fallback) == exercises
    assert exercises_folder(house, here, fallback) == exercises
    assert exercises_folder(None, here, fallback) == exercises
    (exercises / "course.toml").unlink()
    assert exercises_folder(None, here, fallback) == fallback
    with pytest.raises(KonexioError) as caught:
        exercises_folder(exercises, here, fallback)
    assert caught.value.code == "exercises-missing"


def test_graders_given_or_above(house: Path) -> None:
    here, graders = house / "work" / "deep", house / "graders"
    assert graders_folder(None, here) == graders
    assert graders_folder(graders, Path("/")) == graders
    for given in (house / "none", house / "exercises" / "course.toml"):
        with pytest.raises(KonexioError) as caught:
            graders_folder(given, here)
        assert caught.value.code == "graders-missing"
