"""JUnit XML, as CI systems read it: a suite per exercise, a case per finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from konexio_cli.reports.clean import plain

# Our own: that of ElementTree names the encoding of the system, and we write UTF-8.
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


@dataclass(frozen=True, slots=True)
class Case:
    """One test case: `failure` is a sentence, "" when it passed; `detail` says more of it.

    `output` is a remark that fails nothing.
    """

    suite: str
    name: str
    failure: str = ""
    seconds: float = 0.0
    detail: str = ""
    output: str = ""


def junit(cases: Sequence[Case]) -> str:
    """Return the cases as JUnit XML (the form of github.com/testmoapp/junitxml)."""
    root = ET.Element("testsuites", _counts(cases))
    for suite in dict.fromkeys(case.suite for case in cases):
        inside = [case for case in cases if case.suite == suite]
        node = ET.SubElement(root, "testsuite", {"name": plain(suite)} | _counts(inside))
        for case in inside:
            one = ET.SubElement(
                node,
                "testcase",
                {
                    "classname": plain(suite),
                    "name": plain(case.name),
                    "time": f"{case.seconds:.3f}",
                },
            )
            if case.failure:
                failure = ET.SubElement(one, "failure", {"message": plain(case.failure)})
                failure.text = plain(case.detail) or None
            if case.output:
                ET.SubElement(one, "system-out").text = plain(case.output)
    ET.indent(root)
    return f"{_DECLARATION}\n{ET.tostring(root, encoding='unicode')}\n"


def _counts(cases: Sequence[Case]) -> dict[str, str]:
    return {
        "tests": str(len(cases)),
        "failures": str(sum(1 for case in cases if case.failure)),
        "errors": "0",
        "time": f"{sum(case.seconds for case in cases):.3f}",
    }
