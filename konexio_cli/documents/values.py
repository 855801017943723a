"""The kinds of values in structured answers: text that becomes money, hours or a date."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

MOST_LETTERS = 600


def _refused(code: str, **facts: object) -> PydanticCustomError:
    # The message is never shown: sentences stand in reports/texts, by code.
    return PydanticCustomError(code, code, facts)


def one_text(value: object) -> str:
    """Return a value as text without spaces around it; refuse lists, tables and no value."""
    if not isinstance(value, str):
        raise _refused("plain")
    text = value.strip()
    if not text:
        raise _refused("blank")
    if len(text) > MOST_LETTERS:
        raise _refused("long", most=MOST_LETTERS)
    return text


def _number(pattern: str, code: str) -> Callable[[object], Decimal]:
    def read(value: object) -> Decimal:
        text = one_text(value)
        if not re.fullmatch(pattern, text):
            raise _refused(code)
        return Decimal(text)

    return read


def _pattern(pattern: str, code: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = one_text(value)
        if not re.fullmatch(pattern, text):
            raise _refused(code)
        return text

    return read


def _whole(value: object) -> int:
    text = one_text(value)
    if not re.fullmatch(_COUNT, text):
        raise _refused("count")
    return int(text)


def _day(value: object) -> date:
    text = one_text(value)
    if not re.fullmatch(_DATE, text):
        raise _refused("date")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _refused("no_day") from None


_MONEY = r"[0-9]{1,9}(\.[0-9]{1,2})?"
_HOURS = r"[0-9]{1,4}(\.[0-9]{1,2})?"
_PERCENT = r"(100|[0-9]{1,2}(\.[0-9]{1,2})?)"
_COUNT = r"[0-9]{1,4}"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


def _schema(pattern: str, *kinds: str, **more: str) -> WithJsonSchema:
    # Other YAML readers make numbers of what looks like one; for us all of it is text.
    return WithJsonSchema({"type": ["string", *kinds], "pattern": f"^{pattern}$", **more})


Text: TypeAlias = Annotated[
    str,
    BeforeValidator(one_text),
    WithJsonSchema({"type": "string", "pattern": r"\S", "maxLength": MOST_LETTERS}),
]
Money: TypeAlias = Annotated[
    Decimal, BeforeValidator(_number(_MONEY, "money")), _schema(_MONEY, "number")
]
Hours: TypeAlias = Annotated[
    Decimal, BeforeValidator(_number(_HOURS, "hours")), _schema(_HOURS, "number")
]
Percent: TypeAlias = Annotated[
    Decimal, BeforeValidator(_number(_PERCENT, "percent")), _schema(_PERCENT, "number")
]
Count: TypeAlias = Annotated[int, BeforeValidator(_whole), _schema(_COUNT, "integer")]
Day: TypeAlias = Annotated[date, BeforeValidator(_day), _schema(_DATE, format="date")]
Currency: TypeAlias = Annotated[
    str, BeforeValidator(_pattern(r"[A-Z]{3}", "currency")), _schema(r"[A-Z]{3}")
]
Country: TypeAlias = Annotated[
    str, BeforeValidator(_pattern(r"[A-Z]{2}", "country")), _schema(r"[A-Z]{2}")
]
