"""What a command about a cohort shows: one table of it, and what has no grade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from konexio_cli.cli.asked import Asked
from konexio_cli.cli.output import Result
from konexio_cli.errors import Exit

if TYPE_CHECKING:
    from rich.console import RenderableType

    from konexio_cli.cohort.gradebook import Written
    from konexio_cli.cohort.kept import Row
    from konexio_cli.cohort.store import Store
    from konexio_cli.reports.catalogue import Texts

_BAD = "problem"


@dataclass(slots=True)
class Summary:
    """Submissions by exercise and verdict, and the rows of what could not be graded."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    bad: list[Row] = field(default_factory=list)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Summary:
        """Count rows, one after the other."""
        found = cls()
        for row in rows:
            exercise, verdict = _told(row)
            found.counts.setdefault(exercise, Counter())[verdict] += 1
            if row.problem:
                found.bad.append(row)
        return found

    @property
    def verdicts(self) -> Counter[str]:
        """How many have each verdict, over all exercises; what has no grade is left out."""
        whole = sum(self.counts.values(), Counter[str]())
        del whole[_BAD]
        return whole


def _told(row: Row) -> tuple[str, str]:
    """Return the exercise and the verdict of a row, as far as there are any."""
    from konexio_cli.cohort.line import from_text

    if row.problem:
        return from_text(row.problem).exercise, _BAD
    return (row.score.exercise, row.score.verdict) if row.score else ("", "not_run")


def shown(command: str, store: Store, files: Written, asked: Asked, learner: str = "") -> Result:
    """Return the result of a command that has written a gradebook.

    With the id of a `learner`, of that one's submissions alone.
    """
    from konexio_cli.cohort.wording import Wording
    from konexio_cli.model.learner import folded

    texts = asked.texts
    wording = Wording(texts)
    rows = (row for mine in store.rows() for row, _ in mine)
    who = folded(learner)
    summary = Summary.of(row for row in rows if not who or folded(row.learner) == who)
    total = sum(one.total() for one in summary.counts.values())
    whys = [wording.why(row) for row in summary.bad]
    data: dict[str, object] = {
        **{kind: str(path) for kind, path in files.paths.items()},
        "submissions": total,
        "verdicts": dict(summary.verdicts),
        "unreadable": [
            {"file": row.file, "why": why} for row, why in zip(summary.bad, whys, strict=True)
        ],
    }
    return Result(
        command,
        data,
        tuple(_view(summary, total, texts)),
        # Nothing graded at all is most likely a wrong folder.
        Exit.NOT_YET if len(whys) == total else Exit.DONE,
        notes=tuple(whys),
        next_step=texts.say("cohort.next", file=files.paths["gradebook"]),
    )


def with_earlier(result: Result, earlier: int, asked: Asked) -> Result:
    """Return a result that tells how many had their grade before."""
    told = (asked.texts.count("cohort.earlier", earlier),) if earlier else ()
    data = result.data | {"graded_before": earlier}
    return replace(result, data=data, view=(*result.view, *told))


def _view(summary: Summary, total: int, texts: Texts) -> list[RenderableType]:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    table.add_column(texts.say("pack.exercise"))
    for key in ("passed", "not_yet", "unreadable"):
        table.add_column(texts.say(f"cohort.{key}"), justify="right")
    for exercise, counts in sorted(summary.counts.items()):
        passed = counts["passed"]
        # What waits for its grade has no exercise yet.
        bad = counts[_BAD] + (0 if exercise else counts["not_run"])
        name = Text(exercise or texts.say("cohort.unknown"))
        table.add_row(name, str(passed), str(counts.total() - passed - bad), str(bad))
    return [table, Text(texts.count("cohort.done", total), style="bold")]
