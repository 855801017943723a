"""The portfolio as JSON Resume: what job sites and other programs read.

Form: the schema of jsonresume.org, version 1.0.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from konexio_cli.model.language import Language, Translated
from konexio_cli.model.showcase import Piece, Showcase
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.site.evidence import evidence_by_skill

_SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def resume(
    shown: Showcase, skills: Mapping[str, Translated], language: Language
) -> dict[str, object]:
    """Return the résumé as plain values; every label says who vouches, as the pages do."""
    texts = Texts(language)
    mail = next((line for line in shown.contact if "@" in line and " " not in line), "")
    basics = {"name": shown.name, "label": shown.headline, "summary": shown.about, "email": mail}
    return {
        "$schema": _SCHEMA,
        "basics": {key: value for key, value in basics.items() if value},
        "projects": [_project(piece, texts) for piece in shown.tasks],
        "skills": [
            {
                "name": skills[skill].into(language) if skill in skills else skill,
                "level": texts.say(f"evidence.{evidence}"),
            }
            for skill, evidence in evidence_by_skill(shown).items()
        ],
        "meta": {"version": "v1.0.0", "canonical": _SCHEMA},
    }


def _project(piece: Piece, texts: Texts) -> dict[str, object]:
    last = piece.rounds[-1]
    begun = piece.rounds[0].begun or piece.rounds[0].when
    return {
        "name": piece.title.into(texts.language),
        "description": ". ".join(_words(piece, texts)),
        "startDate": begun.date().isoformat(),
        "endDate": last.when.date().isoformat(),
        "highlights": [goal.title.into(texts.language) for goal in last.goals if goal.reached],
        "keywords": list(piece.skills),
    }


def _words(piece: Piece, texts: Texts) -> Iterator[str]:
    yield texts.say(f"evidence.{piece.evidence}")
    for one in piece.weaker:
        word = texts.say(f"evidence.{one.evidence}")
        yield texts.say("site.weaker", number=one.number, evidence=word)
