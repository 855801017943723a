"""Languages of the course, and texts that exist in several of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language of briefs, hints and messages."""

    EN = "en"
    FR = "fr"
    AR = "ar"

    @property
    def right_to_left(self) -> bool:
        """Whether this language is written from right to left."""
        return self is Language.AR

    @property
    def chain(self) -> tuple[Language, ...]:
        """Return the languages to try, in order: ar, then fr, then en."""
        order = (Language.AR, Language.FR, Language.EN)
        return order[order.index(self) :]


REQUIRED = (Language.EN, Language.FR)


@dataclass(frozen=True, slots=True)
class Translated:
    """One text in several languages; English is always there."""

    texts: Mapping[Language, str]

    def into(self, language: Language) -> str:
        """Return the text in `language`, or in the next language of its chain."""
        return self.texts[self.spoken(language)]

    def spoken(self, language: Language) -> Language:
        """Return the language of the text that `into` returns."""
        return next(one for one in language.chain if one in self.texts)
