"""Which exercise a notebook answers: its metadata first, then its name, then its folder."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from konexio_cli.errors import KonexioError
from konexio_cli.model.notebook import Notebook
from konexio_cli.packs.identify import identify

KNOWN = {
    "m01/price-with-vat",
    "m01/tidy-name",
    "m02/tidy-name",
    "m02/loops",
    "m02/loops-2",
    "c1/client-list-cleanup",
}
TIDY = KNOWN - {"m02/tidy-name"}


def name_of(file: str, exercise: str = "", known: set[str] = TIDY) -> str:
    return identify(Notebook((), exercise=exercise), Path(file), known)


def code_of(file: str, exercise: str = "", known: set[str] = TIDY) -> str:
    with pytest.raises(KonexioError) as caught:
        name_of(file, exercise, known)
    assert caught.value.facts["file"] == Path(file)
    return caught.value.code


@pytest.mark.parametrize(
    "file", ["tidy-name.ipynb", "loops.ipynb", "Untitled1.ipynb", "m02/loops/a (1).ipynb"]
)
def test_metadata_first(file: str) -> None:
    assert name_of(file, "m01/price-with-vat") == "m01/price-with-vat"


@pytest.mark.parametrize(
    "file",
    [
        "tidy-name.ipynb",
        "tidy_name.ipynb",
        "Tidy Name.ipynb",
        " tidy-name .ipynb",
        "m01-tidy-name.ipynb",
        "m01_tidy_name (3).ipynb",
        "tidy-name (1).ipynb",
        "tidy-name(2) (1).ipynb",
        "tidy-name-Copy1.ipynb",
        "tidy-name-Copy1-Copy2.ipynb",
        "tidy-name - Copy.ipynb",
        "tidy-name copy 2.ipynb",
        "tidy-name - Copie (2).ipynb",
        "Copy of tidy_name.ipynb",
        "Copie de tidy-name.ipynb",
        "Copy of Copy of tidy-name.ipynb",
        "نسخة من tidy-name.ipynb",
        "tidy-name (\u0661).ipynb",
        "tidy-name_final.ipynb",
        "tidy-name FINAL v2.ipynb",
        "tidy-name-v3.ipynb",
        "tidy-name.ipynb.ipynb",
        "tidy-name.ipynb.json",
        "أمينة الخطيب/tidy-name.ipynb",
        unicodedata.normalize("NFD", "Élodie Lefèvre/tidy-name (1).ipynb"),
        unicodedata.normalize("NFC", "Élodie Lefèvre/m01/Copie de tidy-name.ipynb"),
    ],
)
def test_names(file: str) -> None:
    assert name_of(file) == "m01/tidy-name"


@pytest.mark.parametrize(
    ("file", "exercise"),
    [
        ("loops.ipynb", "m02/loops"),
        ("loops-2.ipynb", "m02/loops-2"),
        ("loops 2.ipynb", "m02/loops-2"),
        ("loops-3.ipynb", "m02/loops"),
        ("loops-2 (1).ipynb", "m02/loops-2"),
        ("loops-Copy2.ipynb", "m02/loops"),
        ("price-with-vat (1).ipynb", "m01/price-with-vat"),
        ("client-list-cleanup-final.ipynb", "c1/client-list-cleanup"),
    ],
)
def test_what_was_added_goes_only_as_far_as_needed(file: str, exercise: str) -> None:
    assert name_of(file) == exercise


@pytest.mark.parametrize(
    ("file", "exercise"),
    [
        ("m01/tidy-name.ipynb", "m01/tidy-name"),
        ("amina/m02/Copy of tidy_name.ipynb", "m02/tidy-name"),
        ("m02-tidy-name.ipynb", "m02/tidy-name"),
        ("m02/m01-tidy-name.ipynb", "m01/tidy-name"),
    ],
)
def test_folder_tells_packs_apart(file: str, exercise: str) -> None:
    assert name_of(file, known=KNOWN) == exercise


@pytest.mark.parametrize(
    "file", ["tidy-name.ipynb", "tidy-name (1).ipynb", "m01/m02/tidy-name.ipynb", "x/tidy-name"]
)
def test_ambiguous(file: str) -> None:
    assert code_of(file, known=KNOWN) == "notebook-of-no-exercise"


@pytest.mark.parametrize(
    "file",
    [
        "Untitled.ipynb",
        "copy.ipynb",
        "Copy of .ipynb",
        "(1).ipynb",
        "tidy.ipynb",
        "untidy-name.ipynb",
        "m02/first-run.ipynb",
        "واجب.ipynb",
        ".ipynb",
        "-" * 250 + ".ipynb",
    ],
)
def test_unknown(file: str) -> None:
    assert code_of(file) == "notebook-of-no-exercise"


def test_metadata_of_another_course() -> None:
    assert name_of("tidy-name.ipynb", "z9/other") == "m01/tidy-name"
    assert code_of("Untitled.ipynb", "z9/other") == "notebook-exercise-unknown"
