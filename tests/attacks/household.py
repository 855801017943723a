"""What an attack would like to find: canaries, other people's files, open doors, listeners."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

_COMMON = ("/", "/tmp", "/var/tmp", "/dev", "/dev/shm", "/etc", "/room", "/usr/lib")  # noqa: S108 - looked at, never written

_HELPER = "import sys; sys.stdin.read()"


class Household:
    """A folder that everybody may read and write, with a secret in every place that tempts.

    Only the room's walls keep learner code out: permissions do not.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.mark = f"konexio-attack-{secrets.token_hex(6)}"
        names = ("environment", "home", "dotenv", "graders", "hidden", "others", "arguments")
        self.canaries: Mapping[str, str] = {
            name: f"canary-{name}-{secrets.token_hex(16)}" for name in names
        }
        self._ending = contextlib.ExitStack()
        for name, text in {
            "home/.ssh/id_ed25519": self.canaries["home"],
            "home/.env": f"TOKEN={self.canaries['dotenv']}",
            "graders/t0/answer/grader.py": f"EXPECTED = '{self.canaries['graders']}'",
            "graders/gradebook.db": "nobody has passed",
            "others/Bela/answer.ipynb": f"# {self.canaries['others']}",
            "outside/kept.txt": "as it was",
        }.items():
            self._put(name, text)
        self._tcp, self._udp, self._unix, self._abstract = self._listeners()

    def _put(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        for one in (path, *path.relative_to(self.folder).parents):
            (self.folder / one).chmod(0o777)

    def _listeners(self) -> tuple[socket.socket, ...]:
        tcp = socket.create_server(("127.0.0.1", 0))
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.bind(tcp.getsockname())
        unix, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        unix.bind(str(self.folder / "listener"))
        (self.folder / "listener").chmod(0o777)
        abstract.bind(f"\0{self.mark}")
        for one in (tcp, udp, unix, abstract):
            self._ending.callback(one.close)
            one.setblocking(False)
        unix.listen()
        abstract.listen()
        return tcp, udp, unix, abstract

    @property
    def places(self) -> dict[str, str]:
        """Return what an attack is told: everything but the canaries."""
        named = {n.upper(): str(self.folder / n) for n in ("home", "graders", "others", "outside")}
        return named | {
            "PORT": str(self._tcp.getsockname()[1]),
            "SOCKET": str(self.folder / "listener"),
            "MARK": self.mark,
            "HIDDEN": self.canaries["hidden"],
        }

    @contextlib.contextmanager
    def lived_in(self) -> Iterator[None]:
        """Run a process whose arguments and environment hold a canary."""
        canary = self.canaries["arguments"]
        command = [sys.executable, "-c", _HELPER, canary]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, env={"SECRET": canary}, cwd="/"
        ) as helper:
            yield
            assert helper.stdin
            helper.stdin.close()

    def visitors(self) -> list[str]:
        """Return the listeners that anybody has reached."""
        return [name for name, reached in self._reached() if reached]

    def _reached(self) -> Iterator[tuple[str, bool]]:
        for name, one in (("tcp", self._tcp), ("unix", self._unix), ("abstract", self._abstract)):
            try:
                one.accept()[0].close()
            except BlockingIOError:
                yield name, False
            else:
                yield name, True
        try:
            self._udp.recv(1)
        except BlockingIOError:
            return
        yield "udp", True

    def facts(self) -> dict[str, tuple[int, ...]]:
        """Return what would change if anything outside of the rooms did."""
        paths = [p for p in self.folder.rglob("*") if not p.is_socket()]
        found = {str(p): _facts(p) for p in paths}
        null = os.stat("/dev/null")  # noqa: PTH116 - a device
        found["/dev/null"] = (null.st_mode, null.st_uid)  # anybody may write to it
        site = [one for one in sys.path if one.endswith("site-packages")]
        here = [str(Path.cwd()), str(Path.home()), str(Path(__file__).parents[2])]
        for place in (*_COMMON, *site, *here):
            with contextlib.suppress(OSError):
                found |= {e.path: (0,) for e in os.scandir(place) if self.mark in e.name}
        return found

    def told(self, text: str) -> list[str]:
        """Return the canaries that stand in `text`."""
        return [name for name, canary in self.canaries.items() if canary in text]

    def close(self) -> None:
        """Close the listeners; remove the folder."""
        self._ending.close()
        shutil.rmtree(self.folder)


def _facts(path: Path) -> tuple[int, ...]:
    facts = path.lstat()
    return (facts.st_mode, facts.st_uid, facts.st_size, facts.st_mtime_ns, facts.st_nlink)


def new_household() -> Household:
    """Return a household below the system's temporary folder, open to all."""
    return Household(Path(tempfile.mkdtemp(prefix="konexio-household-")))
