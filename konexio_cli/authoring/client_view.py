"""The gate `client`: what a client reads on a page must not speak to the learner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from konexio_cli.authoring.findings import Finding, Severity
from konexio_cli.model.exercise import Exercise, Kind
from konexio_cli.model.language import Language

GATE = "client"
_TO_THE_LEARNER = {
    Language.EN: re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE),
    Language.FR: re.compile(r"\b(?:vous|votre|vos|tu|ton|ta|tes)\b", re.IGNORECASE),
}


def client_view(exercise: Exercise) -> Iterator[Finding]:
    """Warn of each goal of a client task that says `you`: a portfolio shows it to clients."""
    if exercise.kind is not Kind.TASK:
        return
    for goal in exercise.goals:
        for language, words in _TO_THE_LEARNER.items():
            title = goal.title.texts.get(language, "")
            if words.search(title):
                facts: dict[str, object] = {"file": "exercise.toml", "title": title}
                yield Finding(GATE, goal.name, "goal-to-learner", facts, Severity.WARNING)
    yield Finding(GATE, exercise.id)
