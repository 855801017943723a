"""What only the whole course can tell: its packs, and the links between its exercises."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from konexio_cli.authoring.budget import pack_weight
from konexio_cli.authoring.findings import ExerciseReport
from konexio_cli.authoring.links import CourseLinks
from konexio_cli.model.exercise import Course
from konexio_cli.packs.skills import FILE as SKILLS


def linked(reports: Iterable[ExerciseReport], links: CourseLinks) -> Iterator[ExerciseReport]:
    """Give each report with what the gate `links` finds about its exercise."""
    for report in reports:
        found = tuple(links.of_exercise(report.exercise))
        yield replace(report, findings=report.findings + found)


def links_alone(names: Iterable[str], links: CourseLinks) -> Iterator[ExerciseReport]:
    """Give what the gate `links` finds wrong with exercises that are not checked otherwise."""
    for name in names:
        report = ExerciseReport(name, tuple(links.of_exercise(name)))
        if report.problems:
            yield report


def pack_reports(
    course: Course, exercises: Path, links: CourseLinks, packs: Collection[str]
) -> Iterator[ExerciseReport]:
    """Give a report for the course, and for each of `packs`, when there is something to tell."""
    if links.of_course:
        yield ExerciseReport(SKILLS, links.of_course)
    for pack in course.packs:
        if pack.name in packs:
            findings = (*links.of_pack(pack.name), *pack_weight(pack.name, exercises))
            report = ExerciseReport(pack.name, findings)
            if report.problems or report.warnings:
                yield report
