from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from konexio_cli.reports.names import file_name

# No example database: test runs leave nothing behind, and no deadline: machines are slow.
unhurried = settings(database=None, deadline=None)

RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{device}{digit}" for device in ("com", "lpt") for digit in "123456789¹²³"
}
NAME = st.one_of(
    st.text(),
    st.text(" .-_/\\:con\u00a0\u2028\u200d\u0301", max_size=80),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(sorted(RESERVED)),
        st.sampled_from(["", ".", " .", ":", " "]),
        st.text(),
    ),
)


@unhurried
@given(NAME)
@example("con " + "-" * 60 + "a")
@example("con." + "a" * 56)
@example("e\u200d\u0301")
@example("\u00a0.hidden")
def test_a_name_is_harmless_on_every_system(name: str) -> None:
    kept = file_name(name)
    assert not set(kept) & set('<>:"/\\|?*')
    assert all(unicodedata.category(c)[0] != "C" and c not in "\u2028\u2029" for c in kept)
    assert kept == kept.strip()
    assert not kept.startswith((".", "-"))
    assert not kept.endswith(".")
    assert kept.partition(".")[0].rstrip().lower() not in RESERVED
    assert len(kept) <= 60
    assert len(kept.encode()) <= 255


@unhurried
@given(NAME)
@example("con " + "-" * 60 + "a")
@example("con." + "a" * 56)
@example("e\u200d\u0301")
@example("\u00a0.hidden")
def test_a_file_name_is_its_own_file_name(name: str) -> None:
    assert file_name(file_name(name)) == file_name(name)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Amina Diallo", "Amina Diallo"),
        ("فاطمة الزهراء", "فاطمة الزهراء"),
        ("O'Neil, Kim", "O'Neil, Kim"),
        ("Zoe\u0308", "Zoë"),
        ("Ali\nHassan", "Ali Hassan"),
        ("AC/DC", "AC DC"),
        ("../../etc/passwd", "etc passwd"),
        ("Anne-Marie", "Anne-Marie"),
        ("-rf", "rf"),
        ("aux", "aux_"),
        ("Con.txt", "Con_.txt"),
        ("Constance", "Constance"),
        ("...", ""),
        ("", ""),
    ],
)
def test_names(name: str, kept: str) -> None:
    assert file_name(name) == kept
