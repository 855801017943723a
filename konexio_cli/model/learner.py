"""A learner, and how people's names are compared."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from konexio_cli.model.language import Language


@dataclass(frozen=True, slots=True)
class Learner:
    """A learner. `id` is the pseudonym that leaves this machine; "" is what is not known."""

    id: str
    name: str
    language: Language
    group: str = ""
    moodle: str = ""
    canvas: str = ""
    email: str = ""
    also: tuple[str, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """Every name that means this person, as it is written, by how it is compared."""
        own = (self.id, self.name, self.email, self.moodle, self.canvas, *self.also)
        return {folded(name): name for name in own if name}


def composed(name: str) -> str:
    """Return a name in one spelling: Macs write é as e and an accent."""
    return unicodedata.normalize("NFC", name).strip()


def folded(name: str) -> str:
    """Return a name as it is compared: without capitals, with single spaces."""
    return " ".join(composed(name).casefold().split())
