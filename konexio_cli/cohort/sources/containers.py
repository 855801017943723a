"""`.konexio` files: signed work of one learner, wherever it was carried, and a repository of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from konexio_cli.cohort.sources.arrived import Arrived, Sender
from konexio_cli.errors import KonexioError
from konexio_cli.exchange.branches import containers
from konexio_cli.exchange.container import Opened, open_container
from konexio_cli.exchange.manifest import Item, Submission


def in_container(path: Path, outer: Arrived) -> Iterator[Arrived]:
    """Yield each notebook of a container, signed by its learner.

    Raise KonexioError when the container is not as it was signed, or holds no submission.
    """
    opened = open_container(path)
    manifest = opened.manifest
    if not isinstance(manifest, Submission):
        raise KonexioError("collect-answer", file=path)
    # A clock that runs ahead tells no time.
    at = manifest.created if manifest.created <= datetime.now(UTC) else None
    for item in manifest.items:
        yield Arrived(
            known_as=(manifest.learner.name, *outer.known_as),
            name=f"{item.exercise}/{item.exercise.partition('/')[2]}.ipynb",
            source=f"{outer.source}/{item.exercise}",
            read=partial(_body, opened.files, item.notebook.name),
            at=at,
            number=outer.number,
            sender=Sender(manifest.learner.key, item.exercise, item.round),
            beside=_beside(opened, item),
        )


def in_repository(folder: Path) -> Iterator[Arrived]:
    """Yield the containers on the learners' branches of a bare git repository, unopened.

    Raise KonexioError when git is missing or fails.
    """
    for name, body in containers(str(folder)):
        yield Arrived((), name, name, partial(_given, body))


def _beside(opened: Opened, item: Item) -> dict[str, bytes]:
    """Return the files of an item by their own names; another notebook would be graded, too."""
    prefix = f"{item.exercise}/round{item.round}/files/"
    return {
        file.name.removeprefix(prefix): opened.files[file.name]
        for file in item.files
        if file.name.startswith(prefix) and not file.name.lower().endswith(".ipynb")
    }


def _body(files: Mapping[str, bytes], name: str) -> bytes:
    return files[name]


def _given(body: bytes) -> bytes:
    return body
