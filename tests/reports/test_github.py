"""Annotations and summaries: hostile text stays text, as GitHub's runner reads it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from konexio_cli.reports.clean import one_line
from konexio_cli.reports.github import (
    MOST_SUMMARY,
    Annotation,
    Entry,
    annotation,
    shortened,
    summary,
)

unhurried = settings(database=None, deadline=None)
TEXT = st.one_of(
    st.text(max_size=30),
    st.text("%:,=\r\n0AD25 ::error`*_[]()<>|#&~-\\\u202e\ud800", max_size=20),
)


def read(command: str) -> tuple[str, dict[str, str], str]:
    """Take a workflow command apart as the runner does: at `::`, commas and `=`."""
    assert command.startswith("::")
    assert len(command.splitlines()) == 1
    head, _, message = command[2:].partition("::")
    level, _, properties = head.partition(" ")
    pairs = (one.partition("=") for one in properties.split(","))
    return level, {key: unescaped(value) for key, _, value in pairs}, unescaped(message)


def unescaped(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_an_annotation() -> None:
    one = Annotation("error", "m01/a: links", "50 % more,\nor less: x", "exercises/a,b.md", 7)
    assert annotation(one) == (
        "::error file=exercises/a%2Cb.md,line=7,title=m01/a%3A links::50 %25 more, or less: x"
    )


@unhurried
@given(TEXT, TEXT, TEXT, st.integers(1, 10_000))
def test_any_text_comes_back_as_text(title: str, message: str, file: str, line: int) -> None:
    level, properties, told = read(annotation(Annotation("warning", title, message, file, line)))
    assert level == "warning"
    assert properties == {
        "file": one_line(file),
        "line": str(line),
        "title": one_line(title),
    }
    assert told == one_line(message)


@unhurried
@given(
    st.lists(st.lists(TEXT, min_size=2, max_size=2), max_size=4),
    st.lists(st.builds(Entry, TEXT, TEXT), max_size=4),
)
def test_a_summary_is_a_table_and_a_list_of_plain_text(
    rows: list[list[str]], entries: list[Entry]
) -> None:
    text = summary("Title", ["a", "b"], rows, entries)
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    cells = [t for t, before in zip(tokens[1:], tokens, strict=False) if before.type == "td_open"]
    shown = ["".join(c.content for c in t.children or ()).strip() for t in cells]
    assert shown == [" ".join(one_line(cell).split(" ")).strip() for row in rows for cell in row]
    kinds = {child.type for token in tokens for child in token.children or ()}
    assert kinds <= {"text", "text_special"}
    assert sum(token.type == "list_item_open" for token in tokens) == len(entries)


def test_a_diff_is_shown_line_by_line_as_code() -> None:
    text = summary("T", ["a"], [["b"]], [Entry("*one*", "-  x = <1>\n+  x = `2`"), Entry("two")])
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    assert [t.content for t in tokens if t.type == "code_block"] == ["-  x = <1>\n+  x = `2`\n"]
    assert [t.content for t in tokens if t.type == "inline"][-2:] == ["\\*one\\*", "two"]


def test_a_summary_stays_within_what_github_takes() -> None:
    text = "é" * 100 + "\n"
    assert shortened(text, 0) == text
    assert shortened(text, MOST_SUMMARY - 201) == text
    assert shortened("x\n" + text, MOST_SUMMARY - 200) == "x\n"
    long = text * 10_000
    kept = shortened(long, 1000)
    assert MOST_SUMMARY - 1000 - 201 < len(kept.encode()) <= MOST_SUMMARY - 1000
    assert long.startswith(kept)
