"""A freelance document of a client task as it is printed: a quote, an invoice, a message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from konexio_cli.model.language import Language


class PaperKind(StrEnum):
    """What a document is to a client."""

    QUOTE = "quote"
    INVOICE = "invoice"
    DELIVERY = "delivery"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line of work: hours, the price of one hour, and the amount, as they were written."""

    what: str
    hours: str
    rate: str
    amount: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on a sheet; `facts`, `sums` and `lists` go by the names of their fields.

    `language` is the client's, None where nothing tells it. Amounts are in `currency`.
    `text` is a message in Markdown.
    """

    kind: PaperKind
    language: Language | None = None
    currency: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    rows: tuple[PaperRow, ...] = ()
    sums: tuple[tuple[str, str], ...] = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    text: str = ""
