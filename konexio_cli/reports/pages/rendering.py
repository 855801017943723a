"""A template becomes a page: what people wrote is escaped, and shown without hidden marks.

A template extends `base.html.jinja`. It fills the blocks `title` and `main`, and, where it
needs them, `style`, `policy` and `foot`. `texts` is there for its sentences.
"""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from konexio_cli.reports.catalogue import Texts
from konexio_cli.reports.clean import plain
from konexio_cli.reports.pages.words import day, ending, percent, points, short_day


def render(template: str, texts: Texts, **facts: object) -> str:
    """Return the page that `template` makes of `facts`, in the language of `texts`.

    Raise jinja2.UndefinedError when the template names a fact that is not there.
    """
    return environment().get_template(f"{template}.html.jinja").render(texts=texts, **facts)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return where templates live: `konexio_cli/reports/pages/templates`."""
    made = Environment(
        loader=PackageLoader("konexio_cli.reports.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {one.__name__: one for one in (points, percent, day, ending, short_day)}
    return made


def _harmless(value: object) -> object:
    """Return text without control and bidi marks; it is escaped after this. Macros are markup."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return plain(value)
    return value
