"""Reports of earlier runs, kept by content: an exercise that did not change costs nothing."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from pydantic import TypeAdapter, ValidationError

from konexio_cli.authoring.findings import ExerciseReport
from konexio_cli.authoring.fingerprint import fingerprint
from konexio_cli.durable import write_atomically
from konexio_cli.errors import KonexioError

Check: TypeAlias = Callable[[Sequence[str]], Iterable[ExerciseReport]]

_SECONDS_KEPT = 60 * 24 * 3600
_FORM = TypeAdapter(ExerciseReport)


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder of reports, which several processes may share.

    Only reports without errors are kept: what is wrong is looked at again each time. An entry
    that is damaged, or for another content, is as good as none.
    """

    folder: Path
    exercises: Path
    graders: Path
    asked: tuple[str, ...] = ()

    def reports(self, names: Iterable[str], check: Check) -> Iterator[ExerciseReport]:
        """Give the kept reports of `names`, then those that `check` makes of all others."""
        self._forget_old()
        keys = {name: self._key(name) for name in names}
        for name in list(keys):
            if found := self._find(name, keys[name]):
                del keys[name]
                yield found
        if keys:
            for report in check(tuple(keys)):
                self._keep(report, keys[report.exercise])
                yield report

    def _key(self, name: str) -> str:
        # A file that cannot be read is for the gates to tell.
        with contextlib.suppress(OSError):
            return fingerprint(name, self.exercises, self.graders, *self.asked)
        return ""

    def _find(self, name: str, key: str) -> ExerciseReport | None:
        if not key:
            return None
        path = self._path(key)
        try:
            seal, _, body = path.read_bytes().partition(b"\n")
            path.touch()
            report = _FORM.validate_json(body)
        except (OSError, ValidationError):
            return None
        if seal.decode("ascii", "replace") != _seal(key, body) or report.exercise != name:
            return None
        findings = tuple(replace(f, facts=self._here(f.facts)) for f in report.findings)
        return replace(report, findings=findings, seconds=0.0, kept=True)

    def _keep(self, report: ExerciseReport, key: str) -> None:
        slow = any(
            one.gate == "budget" for one in report.warnings
        )  # a machine's, not the content's
        if not key or slow or report.problems or self._key(report.exercise) != key:
            return
        findings = tuple(replace(f, facts=self._away(f.facts)) for f in report.findings)
        body = _FORM.dump_json(replace(report, findings=findings))
        # Without a cache all works as well, only more slowly.
        with contextlib.suppress(KonexioError, OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path(key), f"{_seal(key, body)}\n".encode() + body)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"

    def _away(self, facts: Mapping[str, object]) -> dict[str, object]:
        """Return facts whose paths name no place of this machine: a clone may stand elsewhere."""
        return {
            key: self._named(fact) if isinstance(fact, Path) else fact
            for key, fact in facts.items()
        }

    def _named(self, path: Path) -> object:
        for side, root in self._sides().items():
            if path.is_relative_to(root):
                return {"side": side, "path": path.relative_to(root).as_posix()}
        return path

    def _here(self, facts: Mapping[str, object]) -> dict[str, object]:
        sides = self._sides()
        return {
            key: sides[fact["side"]] / fact["path"]
            if isinstance(fact, dict) and set(fact) == {"side", "path"}
            else fact
            for key, fact in facts.items()
        }

    def _sides(self) -> dict[str, Path]:
        return {"exercises": self.exercises, "graders": self.graders}

    def _forget_old(self) -> None:
        """Delete what no run has asked for in two months."""
        with contextlib.suppress(OSError):
            for path in self.folder.glob("*.json"):
                if path.stat().st_mtime < time.time() - _SECONDS_KEPT:
                    path.unlink()


def _seal(key: str, body: bytes) -> str:
    return hashlib.sha256(key.encode() + b"\0" + body).hexdigest()
