"""Words of learners become harmless HTML."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from konexio_cli.reports.site.markdown import first_paragraph, markdown

_ALLOWED = {
    *("p", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "br"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
_SNIPPETS = (
    *("<script>", "<b>", "[a](http://x)", "![a](x)", "<http://x>", "# h", "`c`", "**b**", "> q"),
    *("- l", "|a|\n|-|\n|b|", "\n", "\n\n", "[r]: http://x\n", "&lt;", "javascript:", "'\""),
)
SNIPPETS = st.sampled_from(_SNIPPETS)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@given(st.lists(SNIPPETS | st.text(max_size=8), max_size=12).map("".join))
def test_only_harmless_tags_come_out(text: str) -> None:
    found = _Tags()
    found.feed(markdown(text))
    assert found.tags <= _ALLOWED
    assert found.attributes <= {"class", "style", "start"}


def test_headings_stay_below_those_of_the_page() -> None:
    assert markdown("# A\n\n## B") == "<h3>A</h3>\n<h3>B</h3>\n"


def test_what_a_client_wants_is_the_quoted_text() -> None:
    assert first_paragraph("# T\n\nHello.\n\n> I need\n> a list.\n") == "I need a list."
    assert first_paragraph("") == ""
