"""What atheris once found to reach new code, or to break it, is tried again: each holds."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from .seeds import seeds
from .targets import TARGETS

CORPUS = Path(__file__).parents[1] / "cases" / "fuzzing"
_MOST = 1 << 20


@pytest.mark.parametrize("target", TARGETS)
def test_each_input_is_taken_as_it_should_be(target: str) -> None:
    found = sorted((CORPUS / target).iterdir())
    assert found
    with warnings.catch_warnings():  # as where no test runs
        warnings.simplefilter("ignore")
        for path in found:
            try:
                TARGETS[target](path.read_bytes())
            except Exception as problem:
                problem.add_note(f"with {path}")
                raise


@pytest.mark.parametrize("target", TARGETS)
def test_each_seed_is_taken_as_it_should_be(target: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for body in seeds(target):
            TARGETS[target](body)


def test_the_corpus_is_small() -> None:
    assert sum(path.stat().st_size for path in CORPUS.rglob("*") if path.is_file()) <= _MOST
