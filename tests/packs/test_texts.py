"""Briefs and hints: translations know what they translate; help has three steps."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language, Translated
from konexio_cli.packs.texts import hints_of, read_translated, version_of

ENGLISH = "Write a function.\n\nIt adds.\n"
VERSION = hashlib.sha256(ENGLISH.encode()).hexdigest()[:12]
THREE = "## 1\nAn idea.\n\n## 2\nA place.\n\n## 3\n`almost`\n"


def write(folder: Path, stem: str = "brief", **texts: str | bytes) -> None:
    for language, text in texts.items():
        body = text if isinstance(text, bytes) else text.encode()
        (folder / f"{stem}.{language}.md").write_bytes(body)


def head(version: str = VERSION) -> str:
    return f"---\ntranslates: {version}\n---\n"


def test_version_is_what_sha256sum_says(tmp_path: Path) -> None:
    write(tmp_path, en=ENGLISH)
    body = (tmp_path / "brief.en.md").read_bytes()
    assert version_of(ENGLISH) == hashlib.sha256(body).hexdigest()[:12]


def test_translations(tmp_path: Path) -> None:
    write(tmp_path, en=ENGLISH, fr=head() + "Écrivez.\n", ar=head() + "اكتب.\n")
    texts, notes = read_translated(tmp_path, "brief")
    assert texts.into(Language.EN) == ENGLISH.strip()
    assert texts.into(Language.FR) == "Écrivez."
    assert texts.into(Language.AR) == "اكتب."
    assert notes == ()


@pytest.mark.parametrize(
    "french",
    [
        head("0" * 12) + "Écrivez.",
        "---\ntranslates: soon\n---\nÉcrivez.",
        "---\nby: Ines\n---\nÉcrivez.",
        "Écrivez.",
    ],
)
def test_stale_translation_is_shown_and_noted(tmp_path: Path, french: str) -> None:
    write(tmp_path, en=ENGLISH, fr=french)
    texts, notes = read_translated(tmp_path, "brief")
    assert texts.into(Language.FR) == "Écrivez."
    assert notes == (f"brief.fr.md: translates {VERSION}",)


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_bom_change_nothing(tmp_path: Path, start: str, end: str) -> None:
    write(tmp_path, en=(start + ENGLISH).replace("\n", end))
    write(tmp_path, fr=(start + head() + "Un.\nDeux.\n").replace("\n", end))
    texts, notes = read_translated(tmp_path, "brief")
    assert texts.texts == {Language.EN: ENGLISH.strip(), Language.FR: "Un.\nDeux."}
    assert notes == ()


def test_line_in_the_text_is_no_head(tmp_path: Path) -> None:
    write(tmp_path, en=ENGLISH, fr=head() + "Un.\n\n---\ntranslates: 000000000000\n---\n")
    texts, notes = read_translated(tmp_path, "brief")
    assert texts.into(Language.FR).endswith("---")
    assert notes == ()


def test_english_is_always_there(tmp_path: Path) -> None:
    write(tmp_path, fr="Écrivez.")
    with pytest.raises(KonexioError) as caught:
        read_translated(tmp_path, "brief")
    assert caught.value.code == "file-missing"
    assert caught.value.facts["file"] == tmp_path / "brief.en.md"


def test_not_utf8(tmp_path: Path) -> None:
    write(tmp_path, en=ENGLISH, fr="Écrivez.".encode("latin-1"))
    with pytest.raises(KonexioError) as caught:
        read_translated(tmp_path, "brief")
    assert caught.value.code == "file-not-utf8"
    assert caught.value.facts["file"] == tmp_path / "brief.fr.md"


def test_three_hints(tmp_path: Path) -> None:
    write(tmp_path, "hints", en=THREE.replace("\n", "\r\n"))
    hints = hints_of(read_translated(tmp_path, "hints")[0], tmp_path)
    assert [hint.step for hint in hints] == [1, 2, 3]
    assert [hint.text.into(Language.AR) for hint in hints] == ["An idea.", "A place.", "`almost`"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One hint without a heading.", 0),
        (THREE.partition("## 3")[0], 2),
        (THREE + "## 4\nToo much.\n", 4),
        (THREE.replace("## 3", "## 2"), 2),
        (THREE.replace("## 1", "# 1"), 0),
    ],
)
def test_not_three_hints(text: str, count: int) -> None:
    texts = Translated({Language.EN: THREE, Language.FR: text})
    with pytest.raises(KonexioError) as caught:
        hints_of(texts, Path("m01/tidy-name"))
    assert caught.value.code == "hints-not-three"
    assert caught.value.facts == {
        "file": Path("m01/tidy-name/hints.fr.md"),
        "language": Language.FR,
        "count": count,
    }
