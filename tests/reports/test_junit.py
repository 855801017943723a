from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.reports.clean import plain
from konexio_cli.reports.junit import Case, junit

# No example database: test runs leave nothing behind, and no deadline: machines are slow.
unhurried = settings(database=None, deadline=None)

TEXT = st.one_of(
    st.text(max_size=30),
    st.text("<>&\"']]>\x00\x1b\ud800\ufffe\uffff\u202e\n\t\ré", max_size=10),
)
SECONDS = st.floats(0, 1000)
CASES = st.lists(st.builds(Case, TEXT, TEXT, TEXT, SECONDS, TEXT), max_size=8)


def parsed(cases: list[Case]) -> ET.Element:
    # Written as UTF-8, as a file is: what cannot be written would be found here.
    return ET.fromstring(junit(cases).encode())  # noqa: S314 - written here, by us


@unhurried
@given(CASES)
def test_hostile_text_comes_back_as_data(cases: list[Case]) -> None:
    root = parsed(cases)
    suites = list(dict.fromkeys(case.suite for case in cases))
    assert [node.get("name") for node in root] == [plain(suite) for suite in suites]
    for node, suite in zip(root, suites, strict=True):
        inside = [case for case in cases if case.suite == suite]
        for one, case in zip(node, inside, strict=True):
            assert one.get("name") == plain(case.name)
            assert one.get("classname") == plain(suite)
            failures = [failure.get("message") for failure in one.findall("failure")]
            assert failures == ([plain(case.failure)] if case.failure else [])


@unhurried
@given(CASES)
def test_the_counts_add_up(cases: list[Case]) -> None:
    root = parsed(cases)
    assert root.get("tests") == str(len(root.findall(".//testcase"))) == str(len(cases))
    assert root.get("failures") == str(len(root.findall(".//failure")))
    assert root.get("errors") == "0"
    for node in root:
        assert node.get("tests") == str(len(node))
        assert node.get("failures") == str(len(node.findall("testcase/failure")))


def test_one_suite_for_each_exercise() -> None:
    assert junit([Case("m01/a", "loads", "", 0.25), Case("m01/a", "starter", 'a < "b"', 0.5)]) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites tests="2" failures="1" errors="0" time="0.750">\n'
        '  <testsuite name="m01/a" tests="2" failures="1" errors="0" time="0.750">\n'
        '    <testcase classname="m01/a" name="loads" time="0.250" />\n'
        '    <testcase classname="m01/a" name="starter" time="0.500">\n'
        '      <failure message="a &lt; &quot;b&quot;" />\n'
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


# The schema of Jenkins' xUnit plugin, as pytest's source distribution ships it for its own
# tests; GitLab and GitHub's actions read the same elements and attributes.
SCHEMA = xmlschema.XMLSchema(Path(__file__).with_name("junit-10.xsd"))


@unhurried
@given(CASES)
def test_every_report_fits_the_published_schema(cases: list[Case]) -> None:
    SCHEMA.validate(junit(cases))


def test_the_schema_refuses_what_is_none() -> None:
    good = junit([Case("m01/a", "loads", "a", 0.25, output="b")])
    for wrong in (
        good.replace('<testsuite name="m01/a"', "<testsuite"),
        good.replace("system-out", "system-remark"),
        good.replace('time="0.250"', 'time="soon"'),
    ):
        assert wrong != good
        assert not SCHEMA.is_valid(wrong)


def test_a_remark_is_no_failure() -> None:
    root = parsed([Case("m01/a", "reading", output="long\nsentence")])
    assert root.get("failures") == "0"
    assert [one.text for one in root.iter("system-out")] == ["long\nsentence"]
