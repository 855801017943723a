"""`pack publish`: a course as archives, each with its sum; nothing is written if it leaks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from konexio_cli.archives import is_plain
from konexio_cli.authoring.findings import Finding
from konexio_cli.authoring.leaks import find_leaks, secrets_of_course
from konexio_cli.durable import machine_errors, write_atomically
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Course
from konexio_cli.packs.exercises import read_course
from konexio_cli.packs.packing import bundle_of, zip_of
from konexio_cli.packs.published import graders_name, learners_name, sum_name, sum_text
from konexio_cli.packs.sources import course_files


@dataclass(frozen=True, slots=True)
class Published:
    """One archive that was written."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a course. Where there are leaks, there are no archives."""

    version: str
    packs: Mapping[str, str]
    archives: tuple[Published, ...] = ()
    leaks: tuple[Finding, ...] = ()


def publish(exercises: Path, graders: Path, out: Path) -> Edition:
    """Write the archives of learners and graders into `out`, if nothing in them leaks.

    The same content gives the same bytes. Raise KonexioError when the course is not whole
    or has no version, or when `out` holds other content of the same version.
    """
    course = read_course(exercises)
    packs = {pack.name: pack.version for pack in course.packs}
    if not course.version:
        raise KonexioError("course-version", file=exercises / "course.toml")
    ours = dict(_listed(course, exercises, course_files(exercises)))
    leaks = tuple(find_leaks(ours, secrets_of_course(exercises, graders)))
    if leaks:
        return Edition(course.version, packs, leaks=leaks)
    theirs = dict(_listed(course, graders, course_files(graders)))
    bodies = _archives(course.version, packs, ours, theirs)
    _write(out, course.version, bodies)
    archives = (Published(n, hashlib.sha256(b).hexdigest(), len(b)) for n, b in bodies.items())
    return Edition(course.version, packs, tuple(archives))


def _listed(
    course: Course, root: Path, files: Iterator[tuple[str, bytes]]
) -> Iterator[tuple[str, bytes]]:
    """Give the files that belong to the course; a draft that no pack.toml names stays behind."""
    packs, exercises = {pack.name for pack in course.packs}, set(course.exercises)
    for name, body in files:
        pack, _, rest = name.partition("/")
        exercise = f"{pack}/{rest.partition('/')[0]}"
        if not rest or exercise in exercises or (pack in packs and "/" not in rest):
            if not is_plain(name):
                raise KonexioError("publish-name", file=root / name)
            yield name, body


def _archives(
    version: str, packs: Mapping[str, str], ours: Mapping[str, bytes], theirs: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return the archives by their names. The graders' says which learners' it judges."""
    exercises = {f"exercises/{name}": body for name, body in ours.items()}
    learners = zip_of(exercises)
    about = {
        "format": 1,
        "version": version,
        "packs": dict(packs),
        "learners_sha256": hashlib.sha256(learners).hexdigest(),
    }
    graders = {f"graders/{name}": body for name, body in theirs.items()}
    graders["graders/published.json"] = (json.dumps(about, indent=1) + "\n").encode()
    return {
        learners_name(version, "zip"): learners,
        learners_name(version, "bundle"): bundle_of(exercises, f"course {version}"),
        graders_name(version): zip_of(graders),
    }


def _write(out: Path, version: str, bodies: Mapping[str, bytes]) -> None:
    """Write the archives, then the sums that vouch for them.

    What was published once under a version stays what it is.
    """
    if out.exists() and not out.is_dir():
        raise KonexioError("folder-is-file", file=out)
    for name, body in bodies.items():
        if (out / name).exists() and (out / name).read_bytes() != body:
            raise KonexioError("publish-taken", file=out / name, version=version)
    with machine_errors(out):
        out.mkdir(parents=True, exist_ok=True)
    for name, body in bodies.items():
        write_atomically(out / name, body)
    for name, body in bodies.items():
        write_atomically(out / sum_name(name), sum_text(name, body))
