"""What came back raises, or takes back, the word behind the work in the portfolio."""

from __future__ import annotations

from collections.abc import Mapping

from konexio_cli.cli.learner.believing import by_signatures
from konexio_cli.model.verdict import Evidence
from konexio_cli.portfolio.entry import place_of
from konexio_cli.portfolio.history import Portfolio
from konexio_cli.portfolio.workspace import Workspace


def levels(workspace: Workspace) -> dict[str, Evidence]:
    """Return who vouches for each piece of kept work, by its place in the portfolio."""
    entries = map(by_signatures(workspace), Portfolio(workspace.portfolio).entries())
    return {place_of(entry): entry.evidence for entry in entries}


def changed(before: Mapping[str, Evidence], after: Mapping[str, Evidence]) -> tuple[str, ...]:
    """Return the exercises whose work has another word behind it than before."""
    places = (place for place, level in after.items() if before.get(place) is not level)
    return tuple(dict.fromkeys("/".join(place.split("/")[:2]) for place in places))
