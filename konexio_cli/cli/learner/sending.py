"""Where a submission goes: the outbox first, always; then a folder, a file, or a repository."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from konexio_cli.cli.learner.desk import Desk
from konexio_cli.errors import KonexioError
from konexio_cli.exchange.branches import push
from konexio_cli.exchange.container import open_container
from konexio_cli.exchange.copying import replaceable, write_new, write_proved
from konexio_cli.exchange.manifest import Submission
from konexio_cli.exchange.remote import is_repository
from konexio_cli.exchange.suffix import SUFFIX
from konexio_cli.portfolio.sent import State
from konexio_cli.reports.names import file_name
from konexio_cli.safegit import is_address, need_git, without_password


@dataclass(frozen=True, slots=True)
class Delivery:
    """The file in the outbox, how far it has come, and where that is."""

    file: Path
    state: State
    place: str


@dataclass(frozen=True, slots=True)
class Destination:
    """Where `--to` leads: a folder, a file or a repository; all empty for the outbox alone."""

    folder: Path | None = None
    file: Path | None = None
    repository: str = ""


def destination(to: str, signer: str) -> Destination:
    """Return where `to` leads, before anything is written. Raise KonexioError for nowhere."""
    if not to:
        return Destination()
    if is_address(to):
        need_git()
        return Destination(repository=to)
    if "://" in to or "::" in to:
        raise KonexioError("source-refused", source=without_password(to))
    path = Path(to).expanduser().absolute()
    if path.is_dir():
        if not is_repository(path):
            return Destination(folder=path)
        need_git()
        return Destination(repository=str(path))
    if path.suffix.lower() == SUFFIX and path.parent.is_dir():
        if not replaceable(path, signer):
            raise KonexioError("submit-taken", file=path)
        return Destination(file=path)
    code = "folder-is-file" if path.exists() else "folder-missing"
    raise KonexioError(code, file=path, folder=path)


def write(desk: Desk, manifest: Submission, body: bytes) -> Delivery:
    """Write a submission into the outbox, and open it as the trainer will."""
    outbox = desk.workspace.folder / "outbox"
    path = write_new(outbox, _stem(manifest), SUFFIX, body)
    open_container(path)
    return Delivery(path, State.WRITTEN, str(path))


def deliver(where: Destination, written: Delivery, manifest: Submission) -> Delivery:
    """Bring a written submission where it is wanted; return the strongest word that is proved.

    Raise KonexioError when it did not arrive; it is still in the outbox then.
    """
    body = written.file.read_bytes()
    if where.folder is not None:
        copy = write_new(where.folder, written.file.stem, SUFFIX, body)
        return Delivery(written.file, State.COPIED, str(copy))
    if where.file is not None:
        write_proved(where.file, body)
        return Delivery(written.file, State.COPIED, str(where.file))
    if where.repository:
        branch = push(where.repository, manifest.learner, written.file.name, body)
        place = f"{without_password(where.repository)} {branch}"
        return Delivery(written.file, State.PUSHED, place)
    return written


def _stem(manifest: Submission) -> str:
    """Return a name that tells people whose work it is, and when it was handed in."""
    name = file_name(manifest.learner.name) or "learner"
    alone = [manifest.items[0].exercise.partition("/")[2]] if len(manifest.items) == 1 else []
    when = manifest.created.astimezone().strftime("%Y%m%d-%H%M%S")
    return "-".join([name.replace(" ", "-"), *alone, when])
