"""Which form of a sentence fits a number, by language.

The rules are those of the Unicode CLDR, "Language Plural Rules" (cardinal numbers), for whole
numbers: https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html
"""

from __future__ import annotations

from konexio_cli.model.language import Language

FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})
FORMS_OF = {
    Language.EN: frozenset({"one", "other"}),
    Language.FR: frozenset({"one", "other"}),
    Language.AR: FORMS,
}
_SMALL_IN_ARABIC = ("zero", "one", "two")
_FEW, _MANY = range(3, 11), range(11, 100)


def plural_form(language: Language, number: int) -> str:
    """Return the form for a number: six in Arabic, `one` and `other` in English and French.

    French has a form for millions, too; nobody here counts so far.
    """
    number = abs(number)
    match language:
        case Language.AR if number < len(_SMALL_IN_ARABIC):
            return _SMALL_IN_ARABIC[number]
        case Language.AR if number % 100 in _FEW:
            return "few"
        case Language.AR if number % 100 in _MANY:
            return "many"
        case Language.FR if number <= 1:
            return "one"
        case Language.EN if number == 1:
            return "one"
    return "other"
