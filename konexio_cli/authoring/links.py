"""The gate `links`: what exercises and packs name exists, and stands before them."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from konexio_cli.authoring.findings import Finding
from konexio_cli.errors import KonexioError
from konexio_cli.model.exercise import Course
from konexio_cli.model.language import REQUIRED, Translated
from konexio_cli.packs.exercises import read_shape
from konexio_cli.packs.skills import FILE, read_skills

GATE = "links"

# What each thing names, by the thing's own name.
Links: TypeAlias = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class CourseLinks:
    """What the whole course names: each gate of one exercise needs all the others'."""

    packs: Links
    exercises: Links
    skills_of: Links
    skills: Mapping[str, Translated] | None
    of_course: tuple[Finding, ...] = ()

    def of_exercise(self, name: str) -> Iterator[Finding]:
        """Demand that what an exercise requires stands before it, and that its skills are known."""
        yield from _requires(name, self.exercises)
        for skill in self.skills_of[name]:
            if self.skills is not None and skill not in self.skills:
                yield _unknown_skill(name, skill, self.skills)
        yield Finding(GATE, name)

    def of_pack(self, name: str) -> Iterator[Finding]:
        """Demand that the packs which a pack requires stand before it."""
        yield from _requires(name, self.packs)
        yield Finding(GATE, name)


def read_links(course: Course, exercises: Path) -> CourseLinks:
    """Return what the exercises and packs of a course name; what does not read is left out."""
    required: dict[str, Sequence[str]] = {}
    skills_of: dict[str, Sequence[str]] = {}
    for name in course.exercises:
        try:
            shape = read_shape(exercises, name)
        except KonexioError:
            required[name] = skills_of[name] = ()
        else:
            required[name], skills_of[name] = shape.requires, shape.skills
    packs = {pack.name: pack.requires for pack in course.packs}
    try:
        skills = read_skills(exercises)
    except KonexioError as problem:
        broken = Finding(GATE, FILE, problem.code, dict(problem.facts))
        return CourseLinks(packs, required, skills_of, None, (broken,))
    return CourseLinks(packs, required, skills_of, skills, tuple(_nameless(skills)))


def _nameless(skills: Mapping[str, Translated]) -> Iterator[Finding]:
    for skill, name in skills.items():
        for language in REQUIRED:
            if language not in name.texts:
                facts: dict[str, object] = {"what": skill, "language": language}
                yield Finding(GATE, FILE, "language-missing", facts)


def _requires(name: str, links: Links) -> Iterator[Finding]:
    """Give what is wrong with what `name` requires; the order of `links` is the course's."""
    place = list(links)
    for wanted in links[name]:
        if wanted not in links:
            near = _near(wanted, links)
            problem = "requires-near" if near else "requires-unknown"
            yield Finding(GATE, name, problem, {"wanted": wanted, "near": near})
        elif circle := _way(wanted, name, links):
            told = " → ".join([name, *circle])
            yield Finding(GATE, name, "requires-circle", {"circle": told})
        elif place.index(wanted) > place.index(name):
            yield Finding(GATE, name, "requires-later", {"wanted": wanted})


def _way(start: str, end: str, links: Links) -> list[str]:
    """Return a way from `start` to `end` along what is required; [] when there is none."""
    came: dict[str, str] = {start: ""}
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        if here == end:
            way = [here]
            while came[way[0]]:
                way.insert(0, came[way[0]])
            return way
        for further in links.get(here, ()):
            if further not in came:
                came[further] = here
                waiting.append(further)
    return []


def _unknown_skill(name: str, wanted: str, known: Collection[str]) -> Finding:
    near = _near(wanted, known)
    problem = "skill-near" if near else "skill-unknown"
    return Finding(GATE, name, problem, {"wanted": wanted, "near": near})


def _near(wanted: str, known: Collection[str]) -> str:
    return next(iter(difflib.get_close_matches(wanted, known, n=1)), "")
