"""Each structured answer: its values, its errors, and its published schema."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from konexio_cli.documents.loading import Tree, load
from konexio_cli.documents.reading import NAMES, read_document
from konexio_cli.documents.shapes import FILES, Invoice, Message, Quote
from konexio_cli.errors import KonexioError

from .samples import GOOD

unhurried = settings(database=None, deadline=None)
SCHEMAS = Path(__file__).parents[2] / "docs" / "reference" / "schemas"
QUOTE, INVOICE = GOOD["quote.yaml"], GOOD["invoice.yaml"]


def error(name: str, text: str) -> tuple[str, object, object]:
    """Return code, line and key of the error in a file."""
    with pytest.raises(KonexioError) as caught:
        read_document(name, text.encode())
    facts = caught.value.facts
    return caught.value.code, facts.get("line"), facts.get("key")


def test_every_answer_has_a_good_sample() -> None:
    assert set(GOOD) == set(NAMES)


@pytest.mark.parametrize("name", FILES)
def test_values_are_typed(name: str) -> None:
    assert isinstance(read_document(name, GOOD[name].encode()), FILES[name])


def test_money_hours_and_dates_are_exact() -> None:
    quote = read_document("quote.yaml", QUOTE.encode())
    assert isinstance(quote, Quote)
    assert quote.issued == date(2026, 3, 10)
    assert (quote.lines[0].hours, quote.lines[0].rate) == (Decimal("1.15"), Decimal("17.90"))
    assert quote.lines[0].exact == Decimal("20.59")  # 20.585: half a cent goes up
    assert quote.adds_up


@pytest.mark.parametrize(
    ("old", "new"),
    [("20.59", "20.58"), ("29.59", "29.58"), ("9.00", "9.01"), ("hours: 0.5", "hours: 0.51")],
)
def test_a_quote_that_does_not_add_up(old: str, new: str) -> None:
    quote = read_document("quote.yaml", QUOTE.replace(old, new).encode())
    assert isinstance(quote, Quote)
    assert not quote.adds_up


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("amount: 20.59", "amount: 20.58"),
        ("subtotal: 20.59", "subtotal: 20.60"),
        ("discount: 2.06", "discount: 2.05"),
        ("tax: 3.71", "tax: 4.12"),
        ("total: 22.24", "total: 22.23"),
        ("discount_percent: 10", "discount_percent: 11"),
        ("tax_percent: 20", "tax_percent: 19"),
    ],
)
def test_an_invoice_adds_up_with_the_discount_before_the_tax(old: str, new: str) -> None:
    invoice = read_document("invoice.yaml", INVOICE.encode())
    assert isinstance(invoice, Invoice)
    assert invoice.adds_up
    assert invoice.tax_note is None
    other = read_document(
        "invoice.yaml",
        INVOICE.replace(f"\n{old}", f"\n{new}").replace(f"    {old}", f"    {new}").encode(),
    )
    assert isinstance(other, Invoice)
    assert not other.adds_up


def test_a_message_is_words() -> None:
    message = read_document("message.md", "# Bonjour\n\n- clean.py : prêt !\n".encode())
    assert isinstance(message, Message)
    assert message.words == ["Bonjour", "clean.py", "prêt"]
    assert error("message.md", " \n") == ("document-empty", None, None)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("See C:\\Users\\me\\late.csv", True),
        ("See d:/late.csv", True),
        ("See /home/me/late.csv", True),
        ("See /Users/me", True),
        ("See ~/late.csv", True),
        ("See \\\\server\\late.csv", True),
        ("See https://example.org and/or late.csv: 3/4 done", False),
    ],
)
def test_a_path_of_ones_own_computer_is_noticed(text: str, own: bool) -> None:
    message = read_document("message.md", text.encode())
    assert isinstance(message, Message)
    assert message.has_own_path is own


def test_names_are_looked_for_in_a_quote_and_a_message() -> None:
    quote = read_document("quote.yaml", QUOTE.encode())
    message = read_document("message.md", b"Clean.py is ready")
    assert isinstance(quote, Quote)
    assert isinstance(message, Message)
    assert quote.missing(["clean.py", "CLIENTS_clean.csv", "x.csv"]) == ["x.csv"]
    assert message.missing(["clean.py", "x.csv"]) == ["x.csv"]


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "key"),
    [
        ("client: Sara Wanjiru", "client:", "document-blank", 1, "client"),
        ("client: Sara Wanjiru\n", "", "document-key-missing", 1, "client"),
        ("client:", "Client:", "document-key-near", 1, "Client"),
        ("client:", "clients:", "document-key-near", 1, "clients"),
        (
            "    rate: 17.90",
            "    price_per_hour: 17.90",
            "document-key-unknown",
            8,
            "lines.1.price_per_hour",
        ),
        ("rate: 18.00", "rat: 18.00", "document-key-near", 12, "lines.2.rat"),
        ("total: 29.59", "total: 29,59", "document-money", 14, "total"),
        ("total: 29.59", "total: 29.590", "document-money", 14, "total"),
        ("total: 29.59", "total: -29.59", "document-money", 14, "total"),
        ("total: 29.59", "total: 29.59 EUR", "document-money", 14, "total"),
        ("total: 29.59", "total: 1_000", "document-money", 14, "total"),
        ("total: 29.59", "total: ٢٩", "document-money", 14, "total"),
        ("hours: 0.5", "hours: 30 min", "document-hours", 11, "lines.2.hours"),
        ("issued: 2026-03-10", "issued: 10/03/2026", "document-date", 2, "issued"),
        ("issued: 2026-03-10", "issued: 2026-02-30", "document-no-day", 2, "issued"),
        ("issued: 2026-03-10", "issued: 0000-01-01", "document-no-day", 2, "issued"),
        ("currency: EUR", "currency: €", "document-currency", 4, "currency"),
        ("change_rounds: 1", "change_rounds: one", "document-count", 17, "change_rounds"),
        ("client: Sara Wanjiru", "client: [Sara, Wanjiru]", "document-plain", 1, "client"),
        ("client: Sara Wanjiru", f"client: {'x' * 601}", "document-long", 1, "client"),
        ("\n  - sending the SMS", " the SMS", "document-list", 15, "not_included"),
        (
            "  - what: clean.py\n    hours: 1.15\n    rate: 17.90\n    amount: 20.59",
            "  - clean.py",
            "document-table",
            6,
            "lines.1",
        ),
    ],
)
def test_what_is_not_right_is_named_with_its_line(
    old: str, new: str, code: str, line: int, key: str
) -> None:
    assert QUOTE.count(old) == 1
    assert error("quote.yaml", QUOTE.replace(old, new)) == (code, line, key)


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "key"),
    [
        ("delivery.yaml", "language: en", "language: english", "document-choice", "language"),
        ("delivery.yaml", "\n  - no Ugandan phones", " []", "document-few", "limits"),
        ("estimate.yaml", "kind: questions", "kind: question", "document-choice", "steps.1.kind"),
        ("change.yaml", "new-price", "free", "document-choice", "changes.1.answer"),
        ("invoice.yaml", "country: FR", "country: France", "document-country", "country"),
        ("invoice.yaml", "tax_percent: 20", "tax_percent: 20 %", "document-percent", "tax_percent"),
        (
            "invoice.yaml",
            "tax_percent: 20",
            "tax_percent: 100.01",
            "document-percent",
            "tax_percent",
        ),
        ("asked.yaml", "[2, 5]", "[]", "document-few", "questions"),
        ("asked.yaml", "[2, 5]", f"[{', '.join('1' * 11)}]", "document-many", "questions"),
        (
            "asked.yaml",
            "- about: doubles\n    answer: newest",
            "- newest",
            "document-table",
            "decisions.1",
        ),
    ],
)
def test_choices_percents_and_lengths(name: str, old: str, new: str, code: str, key: str) -> None:
    assert GOOD[name].count(old) == 1
    found = error(name, GOOD[name].replace(old, new))
    assert (found[0], found[2]) == (code, key)


def test_a_choice_names_what_there_is() -> None:
    with pytest.raises(KonexioError) as caught:
        read_document(
            "delivery.yaml", GOOD["delivery.yaml"].replace("language: en", "language: x").encode()
        )
    assert caught.value.facts["known"] == "en, fr, ar"


def schema_accepts(name: str, tree: Tree) -> bool:
    schema = json.loads((SCHEMAS / f"{Path(name).stem}.schema.json").read_text("utf-8"))
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(schema, format_checker=checker).is_valid(tree)


def code_accepts(name: str, tree: Tree) -> bool:
    try:
        read_document(name, json.dumps(tree).encode())
    except KonexioError:
        return False
    return True


WORDS = st.sampled_from(
    [
        *("", "x", "1", "1.5", "12.50", "12,50", "100", "100.5", "EUR", "FR", "en", "work", "gift"),
        *("2026-02-28", "2026-02-30", "2026-2-3", "-1", "1e3", "99999", " ", "no"),
    ]
)
VALUES: st.SearchStrategy[Any] = (
    WORDS | st.lists(WORDS, max_size=2) | st.dictionaries(WORDS, WORDS, max_size=2)
)


@unhurried
@given(st.data())
def test_schema_and_code_accept_the_same(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(list(FILES)))
    tree: dict[str, Tree] = load(name, GOOD[name]).tree
    inside: Tree = tree
    for _ in range(3):
        if isinstance(inside, dict):
            key = data.draw(st.sampled_from(list(inside)))
            child = inside[key]
            if isinstance(child, str) or data.draw(st.booleans()):
                inside[key] = data.draw(VALUES)
                break
            inside = child
        elif isinstance(inside, list) and inside:
            if isinstance(inside[0], str):
                inside[0] = data.draw(VALUES)
                break
            inside = inside[0]
    assert schema_accepts(name, tree) is code_accepts(name, tree)


@pytest.mark.parametrize("name", FILES)
def test_schema_accepts_the_sample(name: str) -> None:
    assert schema_accepts(name, load(name, GOOD[name]).tree)
