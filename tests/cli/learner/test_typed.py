"""Paths as they are typed, on systems that this one is not."""

from __future__ import annotations

import shlex
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.cli.learner.typed import typed

NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("work", "work"),
        ("/home/amina/konexio-work", "/home/amina/konexio-work"),
        ("mon travail", '"mon travail"'),
        ("/Users/zoé/Mes documents", '"/Users/zoé/Mes documents"'),
        ("عمل", "عمل"),
        ("it's", '"it\'s"'),
        ("$HOME", "'$HOME'"),
        ("-work", "./-work"),
        ("a\\b", "'a\\b'"),
    ],
)
def test_on_linux_and_macos(path: str, text: str) -> None:
    assert typed(PurePosixPath(path)) == text


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (r"C:\Users\Amina\konexio-work", r"C:\Users\Amina\konexio-work"),
        (r"C:\Users\Amina B\work", r'"C:\Users\Amina B\work"'),
        ("C:/Users/José/work", r"C:\Users\José\work"),
        (r"D:\100% & more", r'"D:\100% & more"'),
        ("$money `x`", '"`$money ``x``"'),
        ("-work", r".\-work"),
        (r"\\server\share\work", r"\\server\share\work"),
    ],
)
def test_on_windows(path: str, text: str) -> None:
    assert typed(PureWindowsPath(path)) == text


@given(st.lists(NAMES, min_size=1, max_size=3))
def test_a_shell_reads_one_word_which_is_the_path(parts: list[str]) -> None:
    path = PurePosixPath(*parts)
    (word,) = shlex.split(typed(path))
    assert PurePosixPath(word) == path
