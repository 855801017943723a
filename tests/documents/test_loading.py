"""Any text is values or a named error, in bounded time; nothing is guessed."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from konexio_cli.documents.loading import LONGEST, Tree, load, text_of
from konexio_cli.documents.reading import NAMES, read_document
from konexio_cli.errors import KonexioError
from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import leaves

from .samples import GOOD

# No example database: test runs leave nothing behind, and no deadline: machines are slow.
unhurried = settings(database=None, deadline=None)

SENTENCES = leaves(Language.EN)
# Pieces of which YAML, and what people take for it, is made.
PIECES = st.sampled_from(
    [
        *":-#&*!|>%@`'\"{}[],?\\\n\t\r. ",
        *("  ", "\n  ", ": ", "- ", "key", "no", "03/04", "1_000", "<<", "---", "..."),
        *("“", "»", "\ufeff", "\u00a0", "\u2028", "é"),
    ]
)
YAML_LIKE = st.lists(PIECES, max_size=40).map("".join)

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9)
TREES = st.dictionaries(
    TEXTS,
    st.recursive(
        TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=8,
    ),
    min_size=1,
    max_size=4,
)
BOMB = "a: &a [x, x]\n" + "".join(
    f"{n}: &{n} [*{p}, *{p}]\n" for p, n in zip("abcdef", "bcdefg", strict=True)
)


@unhurried
@given(YAML_LIKE | st.text(max_size=80))
@example('a: "\\UFFFFFFFF"')
@example('a: "\\ud800"')
@example("%YAML " + "1" * 5000 + ".1\n---\na: b")
@example("? [a]\n: b")
@example(BOMB)
def test_any_text_is_values_or_an_error_with_sentences(text: str) -> None:
    problem = None
    try:
        assert all_text(load("quote.yaml", text_of("quote.yaml", text.encode())).tree)
    except KonexioError as caught:
        problem = caught
    if problem:
        assert f"errors.{problem.code}.what" in SENTENCES
        assert 1 <= int(str(problem.facts.get("line", 1))) <= len(text) + 2


@unhurried
@given(st.binary(max_size=200) | YAML_LIKE.map(str.encode), st.sampled_from(NAMES))
def test_any_bytes_are_a_document_or_an_error(body: bytes, name: str) -> None:
    code = ""
    try:
        read_document(name, body)
    except KonexioError as problem:
        code = problem.code
    assert not code or f"errors.{code}.next" in SENTENCES


@unhurried
@given(TREES)
def test_what_a_yaml_library_writes_is_read_as_the_same_texts(tree: dict[str, Tree]) -> None:
    # Quotes around every text, as the library puts them where they are needed.
    text = yaml.safe_dump(tree, allow_unicode=True, default_style='"', width=1000)
    for word in ("!!int", "!!float", "!!null", "!!bool"):
        assert word not in text
    assert load("quote.yaml", text).tree == tree


def all_text(tree: Tree) -> bool:
    if isinstance(tree, dict):
        return all(type(key) is str and all_text(value) for key, value in tree.items())
    return all(map(all_text, tree)) if isinstance(tree, list) else type(tree) is str


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "yes",
        "on",
        "03/04",
        "1_000",
        "12.50",
        "1:30",
        "0o17",
        "0x1f",
        "~",
        "null",
        "2026-04-03",
    ],
)
def test_every_value_stays_text(word: str) -> None:
    assert load("quote.yaml", f"a: {word}\nb: [{word}]\n").tree == {"a": word, "b": [word]}


@pytest.mark.parametrize("code", ["\ufeff{}", "{}\n", "---\n{}"])
def test_bom_line_ends_and_a_first_line_of_dashes_do_no_harm(code: str) -> None:
    text = code.format("a: 1\nb: é\n").replace("\n", "\r\n")
    assert load("quote.yaml", text_of("quote.yaml", text.encode())).tree == {"a": "1", "b": "é"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (BOMB, "document-sign", 1),
        ("a: 1\nb: *a\n", "document-sign", 2),
        ("a: !!python/object/apply:os.system [ls]\n", "document-sign", 1),
        ("a: !x 1\n", "document-sign", 1),
        ("a: 1\nb: @home\n", "document-sign", 2),
        ("a: 1\na: 2\n", "document-twice", 2),
        ("a:\n  - b: 1\n    b: 2\n", "document-twice", 3),
        ("a: 1\n\tb: 2\n", "document-tab", 2),
        ("a:\n  - b: 1\n\t- c\n", "document-tab", 3),
        ("a: “Sara”\n", "document-curly", 1),
        ("a: Sara: the salon\n", "document-colon", 1),
        ("a: 1\nb:2\nc: 3\n", "document-space", 2),
        ("a:1\n", "document-space", 1),
        ('a: "Sara\nb: 1\n', "document-quote", 1),
        ("a: 'it's'\n", "document-quote", 1),
        ("a: Repair bug #3\n", "document-comment", 1),
        ("a:\n  - b: 1\n c: 2\n", "document-indent", 3),
        ("just a text\n", "document-form", 1),
        ("- a\n- b\n", "document-form", 1),
        ("a: 1\n---\nb: 2\n", "document-form", 2),
        ("a: \x07\n", "document-character", 1),
        ("# nothing\n", "document-empty", None),
        ("a: " + "[" * 3000, "document-deep", 1),
        ("".join(" " * n + "a:\n" for n in range(40)), "document-deep", 12),
    ],
)
def test_a_beginners_mistake_has_its_name_and_line(text: str, code: str, line: int | None) -> None:
    with pytest.raises(KonexioError) as caught:
        load("quote.yaml", text)
    assert (caught.value.code, caught.value.facts.get("line")) == (code, line)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"a" * (1 << 20), "document-too-large"),
        (b"a: " + b"x" * LONGEST, "document-too-large"),
        (b"\xff\xfea\x00", "document-not-utf8"),
    ],
)
def test_what_is_no_short_utf8_text_is_refused_before_it_is_parsed(body: bytes, code: str) -> None:
    with pytest.raises(KonexioError) as caught:
        read_document("quote.yaml", body)
    assert caught.value.code == code


WORST = ["- " * 16000, "a: b\n" * 6500, "[" * 32000, "? " * 16000, "{a: " * 8000, "'" * 32000]
WORST += [
    "a: &a [*a]\n" * 2900,
    "&a " * 10000,
    "\t" * 32000,
    "a:\n" + "- x\n" * 8000,
    "- {" * 10000,
]
WORST += [
    "".join(f"k{n}: v\n" for n in range(3500)),
    '"' + "\\n" * 16000 + '"',
    "|\n" + " \n" * 16000,
]


@pytest.mark.parametrize("text", WORST, ids=lambda text: text[:8])
def test_the_largest_files_take_seconds_at_most(text: str) -> None:
    begun = time.process_time()
    with pytest.raises(KonexioError):
        read_document("quote.yaml", text[:LONGEST].encode())
    # Far above what it takes; a parser in trouble would take minutes.
    assert time.process_time() - begun < 20


@pytest.mark.parametrize("name", GOOD)
def test_good_files_stay_good_with_bom_and_windows_line_ends(name: str) -> None:
    plain = read_document(name, GOOD[name].encode())
    body = b"\xef\xbb\xbf" + GOOD[name].replace("\n", "\r\n").encode()
    assert read_document(name, body) == plain
