"""All files of a site: pages, a CV to print, a résumé for programs, and the delivered files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from konexio_cli.model.language import Language, Translated
from konexio_cli.model.showcase import Piece, Showcase, ShownFile, ShownRound
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.pages.rendering import render
from konexio_cli.reports.site.bars import chart
from konexio_cli.reports.site.evidence import evidence_by_skill
from konexio_cli.reports.site.markdown import first_paragraph, markdown
from konexio_cli.reports.site.previews import preview
from konexio_cli.reports.site.resume import resume


def site_files(
    shown: Showcase, skills: Mapping[str, Translated], language: Language
) -> dict[str, bytes]:
    """Return every file of the site by its name; nothing that `shown` does not hold is in it.

    `skills` are the names of skills by their ids.
    """
    return dict(_files(shown, skills, Texts(language)))


def _files(
    shown: Showcase, skills: Mapping[str, Translated], texts: Texts
) -> Iterator[tuple[str, bytes]]:
    facts = {"shown": shown, "skills": skills, "proved": evidence_by_skill(shown)}
    facts |= {"page_of": page_of, "problem_of": _problem, "markdown": markdown}
    for page in ("index", "cv"):
        yield f"{page}.html", render(f"site_{page}", texts, **facts).encode()
    for piece in shown.tasks:
        page = render("site_work", texts, piece=piece, rounds=_rounds(piece), **facts)
        yield page_of(piece), page.encode()
        for one in piece.rounds:
            for file in one.files:
                yield file_of(piece, one, file), file.path.read_bytes()
        for signed in piece.signed:
            yield f"credentials/{signed.name}", signed.path.read_bytes()
    told = resume(shown, skills, texts.language)
    yield "resume.json", (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def page_of(piece: Piece) -> str:
    """Return the name of the page about a piece of work."""
    return f"{piece.exercise.replace('/', '-')}.html"


def file_of(piece: Piece, one: ShownRound, file: ShownFile) -> str:
    """Return where a delivered file lies in the site."""
    return f"files/{piece.exercise.replace('/', '-')}/round{one.number}/{file.name}"


def _problem(piece: Piece, texts: Texts) -> str:
    brief = piece.rounds[0].brief
    return first_paragraph(brief.into(texts.language)) if brief else ""


def _rounds(piece: Piece) -> list[dict[str, object]]:
    """Return what the page shows of each round, the last one's files first of all."""
    return [
        {
            "round": one,
            "files": [
                {"shown": seen, "chart": chart(seen), "place": file_of(piece, one, seen.file)}
                for seen in map(preview, one.files)
            ],
        }
        for one in piece.rounds
    ]
