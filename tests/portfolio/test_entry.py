"""An entry's file says what was passed, and nothing else is believed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from konexio_cli.model.verdict import Evidence
from konexio_cli.portfolio.entry import Entry, from_json, one_line, safe_name, sealed, to_json

ENTRY = Entry(
    exercise="m01/price-with-vat",
    title="Prix avec TVA",
    round=1,
    evidence=Evidence.TRAINER_GRADED,
    checks_passed=7,
    submission_sha256="a" * 64,
    grader_sha256="b" * 64,
    pack_version="0.1.0",
    when=datetime(2026, 3, 1, 12, 30, tzinfo=UTC),
    learner="Élodie",
    files={"notebook.ipynb": "c" * 64},
)


def test_an_entry_survives_its_file() -> None:
    assert from_json(to_json(ENTRY)) == ENTRY
    assert json.loads(to_json(ENTRY))["format"] == 1
    assert list(json.loads(to_json(ENTRY))) == sorted(json.loads(to_json(ENTRY)))


def test_what_waits_for_a_trainer_is_kept_and_older_entries_have_none() -> None:
    waiting = sealed(replace(ENTRY, to_confirm=("The tone\nis polite",)), ENTRY.files)
    assert waiting.to_confirm == ("The tone is polite",)
    assert from_json(to_json(waiting)) == waiting
    older = {k: v for k, v in json.loads(to_json(ENTRY)).items() if k != "to_confirm"}
    assert from_json(json.dumps(older)) == ENTRY


def test_time_is_kept_in_utc() -> None:
    there = ENTRY.when.astimezone(timezone(timedelta(hours=5)))
    assert to_json(replace(ENTRY, when=there)) == to_json(ENTRY)


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"exercise": "../../etc"},
        {"exercise": "m01/a/b"},
        {"round": 3},
        {"round": True},
        {"evidence": "certified"},
        {"checks_passed": -1},
        {"checks_passed": "7"},
        {"submission_sha256": "A" * 64},
        {"when": "2026-03-01T12:30:00"},
        {"when": "yesterday"},
        {"files": {"../x": "c" * 64}},
        {"files": ["notebook.ipynb"]},
        {"learner": None},
        {"to_confirm": "tone"},
    ],
)
def test_what_we_did_not_write_is_refused(change: dict[str, object]) -> None:
    content = json.loads(to_json(ENTRY)) | change
    with pytest.raises(ValueError, match=next(iter(change))):
        from_json(json.dumps(content))


@pytest.mark.parametrize("text", ["", "{}", "[" * 100_000, "1" * 10_000, "\0", "null"])
def test_what_is_no_entry_at_all_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="_Shape"):
        from_json(text)


def test_a_later_key_is_no_error() -> None:
    assert from_json(json.dumps(json.loads(to_json(ENTRY)) | {"later": 1})) == ENTRY


def test_sealing_puts_texts_on_one_line() -> None:
    hostile = replace(ENTRY, title="a\nb\r\x1b[31m\u202e", learner="\ud800--amend\n")
    plain = sealed(hostile, {})
    assert (plain.title, plain.learner, plain.files) == ("a b [31m", "--amend", {})


@pytest.mark.parametrize("name", ["report.csv", "a/b.txt", "rapport (1) final.xlsx", "تقرير.csv"])
def test_plain_names(name: str) -> None:
    assert safe_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../x",
        "a/../b",
        "/x",
        "a//b",
        "a/",
        ".git/hooks/x",
        "a/.env",
        "a\\b",
        "C:x",
        "a\nb",
    ],
)
def test_unusable_names(name: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(name)}$"):
        safe_name(name)


def test_one_line() -> None:
    assert one_line("  a \t b\u2028c ") == "a b c"
    assert len(one_line("x" * 1000)) == 300
