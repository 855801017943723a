"""`konexio portfolio`: what was passed, and who vouches for it."""

from __future__ import annotations

from pathlib import Path

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result, show


def portfolio(ctx: typer.Context) -> int:
    """Show the portfolio, after catching up what could not be committed before."""
    from rich.text import Text

    from konexio_cli.portfolio.history import Portfolio
    from konexio_cli.portfolio.workspace import open_workspace
    from konexio_cli.safegit import git_available

    asked: Asked = ctx.obj
    texts = asked.texts
    workspace = open_workspace(Path.cwd())
    kept = Portfolio(workspace.portfolio)
    if git_available():
        kept.catch_up()
    entries = kept.entries()
    view = [Text(texts.count("portfolio.title", len(entries)), style="bold")]
    for entry in entries:
        day = entry.when.astimezone().strftime("%Y-%m-%d")
        evidence = texts.say(f"evidence.{entry.evidence}")
        view.append(Text(f"✓ {day}  {entry.title}  ({entry.exercise})  {evidence}"))
    if not git_available():
        view.append(Text(texts.say("portfolio.without_git"), style="yellow"))
    data: dict[str, object] = {
        "folder": str(workspace.portfolio),
        "entries": [
            {
                "exercise": entry.exercise,
                "round": entry.round,
                "evidence": entry.evidence,
                "sha256": entry.submission_sha256,
                "when": entry.when.isoformat(),
            }
            for entry in entries
        ],
    }
    next_step = texts.say("portfolio.next" if entries else "portfolio.next_empty")
    return show(Result("portfolio", data, tuple(view), next_step=next_step), asked)
