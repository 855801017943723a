"""Random histories: what a learner had is there, whatever happened in between."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from .histories import Histories


@pytest.mark.skipif(not hasattr(os, "fork"), reason="steps die in children")
def test_nothing_is_ever_lost() -> None:
    few = settings(
        max_examples=50,
        stateful_step_count=6,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Histories, settings=few)
    seen = Histories.seen
    assert all(seen[f"{what}, done"] for what in ("check", "pull", "undo"))
    assert sum(seen[f"{what}, killed"] for what in ("check", "pull", "undo"))
