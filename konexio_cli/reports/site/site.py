"""All files of a site: pages, a CV to print, a résumé for programs, and the delivered files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from konexio_cli.model.language import Language, Translated
from konexio_cli.model.paper import Paper
from konexio_cli.model.showcase import Piece, Showcase
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.pages.rendering import render
from konexio_cli.reports.pages.verify_page import PAGE as VERIFIER
from konexio_cli.reports.pages.verify_page import verify_page
from konexio_cli.reports.site.delivered import file_of, rounds_of
from konexio_cli.reports.site.evidence import by_level, evidence_by_skill
from konexio_cli.reports.site.markdown import first_paragraph, markdown
from konexio_cli.reports.site.papers import paper_of, paper_page
from konexio_cli.reports.site.resume import resume

_ISSUER = "issuer.json"


def site_files(
    shown: Showcase,
    skills: Mapping[str, Translated],
    language: Language,
    papers: Mapping[Path, Paper] | None = None,
) -> dict[str, bytes]:
    """Return every file of the site by its name; nothing that `shown` does not hold is in it.

    `skills` are the names of skills by their ids, `papers` what is printed of shown files.
    """
    texts = Texts(language)
    return dict(_files(shown, skills, texts, papers or {}))


def _files(
    shown: Showcase, skills: Mapping[str, Translated], texts: Texts, papers: Mapping[Path, Paper]
) -> Iterator[tuple[str, bytes]]:
    facts = {"shown": shown, "skills": skills, "proved": evidence_by_skill(shown)}
    facts |= {"by_level": by_level(shown), "verifier": f"credentials/{VERIFIER}"}
    facts |= {"page_of": page_of, "problem_of": _problem, "markdown": markdown}
    for page in ("index", "cv"):
        yield f"{page}.html", render(f"site_{page}", texts, **facts).encode()
    for piece in shown.tasks:
        page = render("site_work", texts, piece=piece, rounds=rounds_of(piece, papers), **facts)
        yield page_of(piece), page.encode()
        for one in piece.rounds:
            for file in one.files:
                yield file_of(piece, one, file), file.path.read_bytes()
                if paper := papers.get(file.path):
                    sheet = paper_page(paper, page_of(piece), texts)
                    yield paper_of(piece, one, paper), sheet.encode()
    yield from _credentials(shown, texts)
    told = resume(shown, skills, texts.language)
    yield "resume.json", (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _credentials(shown: Showcase, texts: Texts) -> Iterator[tuple[str, bytes]]:
    """Give every shown credential, its issuer's document, and the page that verifies them."""
    own = [one for piece in shown.pieces for one in piece.signed]
    badges = [one for one in (*own, *shown.signed) if one.name != _ISSUER]
    if not badges:
        return
    for one in (*own, *shown.signed):
        yield f"credentials/{one.name}", one.path.read_bytes()
    yield f"credentials/{VERIFIER}", verify_page(texts).encode()


def page_of(piece: Piece) -> str:
    """Return the name of the page about a piece of work."""
    return f"{piece.exercise.replace('/', '-')}.html"


def _problem(piece: Piece, texts: Texts) -> str:
    brief = piece.rounds[0].brief
    return first_paragraph(brief.into(texts.language)) if brief else ""
