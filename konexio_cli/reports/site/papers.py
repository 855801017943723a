"""A freelance document as one clean sheet, in the client's language where it is known."""

from __future__ import annotations

from konexio_cli.model.paper import Paper
from konexio_cli.model.showcase import Piece, ShownRound
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.pages.rendering import render
from konexio_cli.reports.site.markdown import markdown


def paper_page(paper: Paper, back: str, texts: Texts) -> str:
    """Return the page of a document; `back` is the name of the task's page."""
    own = Texts(paper.language) if paper.language else texts
    return render("site_paper", own, paper=paper, back=back, markdown=markdown)


def paper_of(piece: Piece, one: ShownRound, paper: Paper) -> str:
    """Return the name of a document's page."""
    return f"{piece.exercise.replace('/', '-')}-round{one.number}-{paper.kind}.html"
