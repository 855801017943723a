"""The shape of each structured answer, as pydantic models; the JSON Schemas come from here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from konexio_cli.documents.values import (
    Count,
    Country,
    Currency,
    Day,
    Hours,
    Money,
    Percent,
    Text,
)

_CENT = Decimal("0.01")
# C:\\ or D:/ (and no https://), a home folder, a network drive.
OWN_PATH = re.compile(r"\b[A-Z]:[\\/](?!/)|/(?:home|users|mnt|content)/|~/|\\\\\w", re.IGNORECASE)


def to_cent(amount: Decimal) -> Decimal:
    """Return the amount rounded to the cent, half a cent up."""
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP)


def missing_in(text: str, names: Iterable[str]) -> list[str]:
    """Return the names, of files for example, that a text does not have."""
    return [name for name in names if name.casefold() not in text.casefold()]


class Part(BaseModel):
    """A table of names and values: what is not known is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Brief(Part):
    """brief.yaml: what a client wants."""

    goal: Text
    inputs: Annotated[list[Text], Field(min_length=1, max_length=20)]
    outputs: Annotated[list[Text], Field(min_length=1, max_length=20)]
    deadline: Day
    budget: Money
    currency: Currency
    not_wanted: Annotated[list[Text], Field(max_length=20)]


class Decision(Part):
    """What the client decided about one thing."""

    about: Text
    answer: Text


class Asked(Part):
    """asked.yaml: the questions put to the client, by number, and what the client decided."""

    questions: Annotated[list[Count], Field(min_length=1, max_length=10)]
    decisions: Annotated[list[Decision], Field(max_length=20)]


class Step(Part):
    """One step of the work, with three guesses at its hours."""

    what: Text
    kind: Literal["questions", "work", "tests", "delivery"]
    low: Hours
    likely: Hours
    high: Hours
    expected: Hours


class Estimate(Part):
    """estimate.yaml: how long the work may take."""

    steps: Annotated[list[Step], Field(min_length=1, max_length=20)]
    total: Hours
    reason: Text | None = None


class Rate(Part):
    """What one hour of a kind of work costs."""

    work: Text
    rate: Money


class RateCard(Part):
    """rates.yaml: the learner's own prices. No rate is right or wrong."""

    currency: Currency
    rates: Annotated[list[Rate], Field(min_length=1, max_length=20)]


class Line(Part):
    """One line of a quote or an invoice."""

    what: Text
    hours: Hours
    rate: Money
    amount: Money

    @property
    def exact(self) -> Decimal:
        """Return hours times rate, rounded to the cent."""
        return to_cent(self.hours * self.rate)


class Quote(Part):
    """quote.yaml: the work, its price, and what is not part of it."""

    client: Text
    issued: Day
    valid_until: Day
    currency: Currency
    lines: Annotated[list[Line], Field(min_length=1, max_length=50)]
    total: Money
    not_included: Annotated[list[Text], Field(max_length=20)]
    change_rounds: Count

    @property
    def adds_up(self) -> bool:
        """Whether each amount is hours times rate, and the total is their sum."""
        right = all(line.amount == line.exact for line in self.lines)
        return right and self.total == sum(line.amount for line in self.lines)

    def missing(self, names: Iterable[str]) -> list[str]:
        """Return the names that no line of the quote has."""
        return missing_in("\n".join(line.what for line in self.lines), names)


class Delivered(Part):
    """One delivered file, and what it is."""

    name: Text
    what: Text


class Delivery(Part):
    """delivery.yaml: what the delivery message must tell."""

    client: Text
    language: Literal["en", "fr", "ar"]
    files: Annotated[list[Delivered], Field(min_length=1, max_length=20)]
    how_to_use: Text
    limits: Annotated[list[Text], Field(min_length=1, max_length=20)]
    next_step: Text


class Invoice(Part):
    """invoice.yaml: what the client has to pay, and until when."""

    number: Text
    issued: Day
    due: Day
    seller: Text
    client: Text
    country: Country
    currency: Currency
    lines: Annotated[list[Line], Field(min_length=1, max_length=50)]
    subtotal: Money
    discount_percent: Percent
    discount: Money
    tax_percent: Percent
    tax: Money
    tax_note: Text | None = None
    total: Money

    @property
    def adds_up(self) -> bool:
        """Whether every amount follows from hours, rates and percents; the discount comes first."""
        net = self.subtotal - self.discount
        return (
            all(line.amount == line.exact for line in self.lines)
            and self.subtotal == sum(line.amount for line in self.lines)
            and self.discount == to_cent(self.subtotal * self.discount_percent / 100)
            and self.tax == to_cent(net * self.tax_percent / 100)
            and self.total == net + self.tax
        )


class Change(Part):
    """One of the client's requests, by its number, and the answer to it."""

    request: Count
    answer: Literal["in-quote", "gift", "new-price"]
    hours: Hours
    price: Money


class Changes(Part):
    """change.yaml: the answers to a change request."""

    changes: Annotated[list[Change], Field(min_length=1, max_length=20)]
    new_price: Money
    new_date: Day


class Message(Part):
    """message.md: a text for the client. It has no shape; people judge its words."""

    text: str

    @property
    def words(self) -> list[str]:
        """Return the words: what stands between spaces and has a letter or a digit in it."""
        return [word for word in self.text.split() if any(map(str.isalnum, word))]

    @property
    def has_own_path(self) -> bool:
        """Whether the text names a folder of the writer's own computer."""
        return bool(OWN_PATH.search(self.text))

    def missing(self, names: Iterable[str]) -> list[str]:
        """Return the names that the text does not have."""
        return missing_in(self.text, names)


FILES: dict[str, type[Part]] = {
    "brief.yaml": Brief,
    "asked.yaml": Asked,
    "estimate.yaml": Estimate,
    "rates.yaml": RateCard,
    "quote.yaml": Quote,
    "delivery.yaml": Delivery,
    "invoice.yaml": Invoice,
    "change.yaml": Changes,
}
