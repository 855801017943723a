"""Numbers and days as the language of a page writes them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from konexio_cli.model.language import Language
from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.exports.numbers import written


def points(number: float, texts: Texts) -> str:
    """Return points as text, with the decimal sign of the language."""
    text = written(number)
    return text.replace(".", ",") if texts.language is Language.FR else text


def percent(share: float, texts: Texts) -> str:
    """Return a share of 1 in whole percent; 100 only when it is all, 0 only when it is none."""
    whole = round(share * 100)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole}\u202f%" if texts.language is Language.FR else f"{whole}%"


def ending(moment: datetime) -> datetime:
    """Return the last moment before: what is due when the 25th begins is due on the 24th."""
    return moment - timedelta(microseconds=1)


def day(moment: date, texts: Texts) -> str:
    """Return a day with its year; a moment's day is that of its own time zone."""
    return texts.say("dates.day", day=moment.day, month=_month(moment, texts), year=moment.year)


def short_day(moment: date, texts: Texts) -> str:
    """Return a day without its year."""
    return texts.say("dates.short", day=moment.day, month=_month(moment, texts))


def _month(moment: date, texts: Texts) -> str:
    return texts.say("dates.months").split()[moment.month - 1]
