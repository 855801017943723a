"""What waits for a commit: completed work, one commit for each task, and what lies beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from konexio_cli.portfolio.choices import FILE as CHOICES
from konexio_cli.portfolio.commits import History, open_or_init
from konexio_cli.portfolio.entry import ENTRY, Entry, from_json, place_of

SIGNED = "credentials"
_BESIDE = "Credentials and choices"


def commit_waiting(folder: Path, entries: Sequence[Entry]) -> int:
    """Commit what waits in a portfolio, oldest first, dated as it was; return how many commits.

    Work is committed when it is completed, all its rounds at once. `entries` are all, in order.
    """
    history = open_or_init(folder)
    groups = list(_completed(entries))
    waiting = set(history.uncommitted([_file_of(one) for group in groups for one in group]))
    fresh = [group for group in groups if waiting & {_file_of(one) for one in group}]
    for group in fresh:
        _commit(history, group)
    return len(fresh) + _commit_beside(history, folder, entries[-1].learner)


def _commit_beside(history: History, folder: Path, learner: str) -> int:
    """Commit the learner's choices and credentials, also that they are gone; return how often."""
    here = [path for path in folder.glob(f"{SIGNED}/*") if path.is_file()]
    names = {path.relative_to(folder).as_posix() for path in here}
    names |= {CHOICES, *history.committed_below(SIGNED)}
    changed = history.uncommitted(sorted(names))
    if not changed:
        return 0
    history.commit(changed, _BESIDE, learner, datetime.now(UTC))
    return 1


def _file_of(entry: Entry) -> str:
    return f"{place_of(entry)}/{ENTRY}"


def _completed(entries: Sequence[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Give the rounds of each completed exercise, what was completed first comes first."""
    by_exercise: dict[str, list[Entry]] = {}
    for entry in entries:
        by_exercise.setdefault(entry.exercise, []).append(entry)
    groups = [tuple(sorted(each, key=lambda one: one.round)) for each in by_exercise.values()]
    whole = (group for group in groups if group[-1].round >= group[-1].rounds)
    return iter(sorted(whole, key=lambda group: max(one.when for one in group)))


def _commit(history: History, rounds: Sequence[Entry]) -> None:
    paths = [path for entry in rounds for path in _paths(history, entry)]
    when = max(entry.when for entry in rounds)
    history.commit(paths, _message(rounds), rounds[-1].learner, when)


def _paths(history: History, entry: Entry) -> list[str]:
    """Return the names of an entry's files, those of an earlier version among them."""
    try:
        before = set(from_json(history.committed(_file_of(entry))).files)
    except ValueError:
        before = set()
    return [f"{place_of(entry)}/{name}" for name in sorted({ENTRY, *entry.files, *before})]


def _message(rounds: Sequence[Entry]) -> str:
    """Return a commit message; what people wrote stands in its first line only."""
    last = rounds[-1]
    trailers = "\n".join(line for entry in rounds for line in _trailers(entry))
    return f"{last.exercise}: {last.title}\n\n{trailers}\n"


def _trailers(entry: Entry) -> Iterator[str]:
    facts = {
        "Round": entry.round,
        "Checks-passed": entry.checks_passed,
        "Submission-sha256": entry.submission_sha256,
        "Grader-sha256": entry.grader_sha256,
        "Pack-version": entry.pack_version,
        "Evidence": entry.evidence,
    }
    return (f"{key}: {value}" for key, value in facts.items())
