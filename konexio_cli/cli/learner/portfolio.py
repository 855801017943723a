"""`konexio portfolio`: what was passed, and who vouches for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result, show
from konexio_cli.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from konexio_cli.portfolio.history import Entry
    from konexio_cli.reports.catalogue import Texts


def portfolio(ctx: typer.Context) -> int:
    """Show the portfolio, after catching up what could not be committed before."""
    from rich.text import Text

    from konexio_cli.cli.learner.believing import by_all_that_is_there
    from konexio_cli.cli.learner.keeping import caught_up
    from konexio_cli.portfolio.history import Portfolio
    from konexio_cli.portfolio.workspace import open_workspace
    from konexio_cli.safegit import git_available

    asked: Asked = ctx.obj
    texts = asked.texts
    workspace = open_workspace(Path.cwd())
    kept = Portfolio(workspace.portfolio)
    problem = caught_up(kept)
    entries = [*map(by_all_that_is_there(workspace), kept.entries())]
    broken = kept.broken()
    view = [Text(texts.count("portfolio.title", len(entries)), style="bold")]
    view += [line for entry in entries for line in _lines(entry, texts)]
    if not git_available():
        view.append(Text(texts.say("portfolio.without_git"), style="yellow"))
    notes = [texts.say("portfolio.broken", folder=workspace.portfolio / one) for one in broken]
    after = texts.say("portfolio.next" if entries else "portfolio.next_empty")
    if problem:
        what, after = texts.error(problem)
        notes.append(what)
    data: dict[str, object] = {
        "folder": str(workspace.portfolio),
        "entries": [_as_data(entry) for entry in entries],
        "broken": list(broken),
    }
    code = problem.exit_code if problem else Exit.DONE
    return show(Result("portfolio", data, tuple(view), code, tuple(notes), after), asked)


def _lines(entry: Entry, texts: Texts) -> Iterator[Text]:
    from rich.text import Text

    from konexio_cli.portfolio.showing import title_of

    day = entry.when.astimezone().strftime("%Y-%m-%d")
    title = title_of(entry).into(texts.language)
    if entry.round > 1:
        title += f", {texts.say('portfolio.round', round=entry.round)}"
    yield Text(f"✓ {day}  {title}  ({entry.exercise})  {texts.say(f'evidence.{entry.evidence}')}")
    for goal in entry.to_confirm:
        how = texts.say("proofs.trainer")
        yield Text(f"    {texts.say('check.goal', goal=goal, how=how)}")


def _as_data(entry: Entry) -> dict[str, object]:
    return {
        "exercise": entry.exercise,
        "round": entry.round,
        "evidence": entry.evidence,
        "to_confirm": list(entry.to_confirm),
        "sha256": entry.submission_sha256,
        "when": entry.when.isoformat(),
    }
