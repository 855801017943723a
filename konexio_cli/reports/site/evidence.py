"""Skills and the best word behind each: of all pieces that are shown."""

from __future__ import annotations

from konexio_cli.model.showcase import Showcase
from konexio_cli.model.verdict import Evidence

_RANK = tuple(Evidence)


def evidence_by_skill(shown: Showcase) -> dict[str, Evidence]:
    """Return each skill with the best evidence, the strongest and the most often shown first."""
    best: dict[str, Evidence] = {}
    often: dict[str, int] = {}
    for piece in shown.pieces:
        for skill in piece.skills:
            known = best.get(skill, piece.evidence)
            best[skill] = max(known, piece.evidence, key=_RANK.index)
            often[skill] = often.get(skill, 0) + 1
    order = sorted(best, key=lambda one: (-_RANK.index(best[one]), -often[one], one))
    return {skill: best[skill] for skill in order}


def by_level(shown: Showcase) -> list[tuple[Evidence, list[str]]]:
    """Return the skills of each level of evidence, the strongest level first; none is empty."""
    proved = evidence_by_skill(shown)
    levels = ((level, [one for one in proved if proved[one] is level]) for level in reversed(_RANK))
    return [(level, skills) for level, skills in levels if skills]
