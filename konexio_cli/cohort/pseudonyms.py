"""Letters in place of learners' names, for whoever is not to know whose work it is."""

from __future__ import annotations

import hashlib
import re
import string
from collections.abc import Iterable

# Shorter words, such as "de" or "Li", stand in too many texts that name nobody.
_SHORTEST = 3
_TAKEN_OUT = "…"


class Pseudonyms:
    """`A`, `B`, … `Z`, `AA`, … for people, in the order given: it must not be their names'.

    `also` are other names of theirs, which no text is to tell either.
    """

    def __init__(self, people: Iterable[str], also: Iterable[str] = ()) -> None:
        self._letters = {one: letters(n) for n, one in enumerate(dict.fromkeys(people))}
        words = {word for one in (*self._letters, *also) for word in _words(one)}
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        whole = "|".join(map(re.escape, longest_first)) or "(?!)"
        # As a whole word, where an underscore parts words too: `total_of_amina`.
        self._named = re.compile(rf"(?<![^\W_])(?:{whole})(?![^\W_])", re.IGNORECASE)

    def of(self, person: str) -> str:
        """Return the letters of a person. Raise KeyError for one who was not given."""
        return self._letters[person]

    def without_names(self, text: str) -> str:
        """Return a text in which the words of everybody's names are taken out."""
        return self._named.sub(_TAKEN_OUT, text)


def shuffled(people: Iterable[str], also: Iterable[str] = ()) -> Pseudonyms:
    """Return pseudonyms in an order that is no order of names, and the same each time."""
    return Pseudonyms(sorted(set(people), key=_mixed), also)


def _mixed(name: str) -> bytes:
    return hashlib.sha256(name.encode("utf-8", "replace")).digest()


def letters(number: int) -> str:
    """Return the name of a number as spreadsheets name their columns: 0 is `A`, 26 is `AA`."""
    before, last = divmod(number, len(string.ascii_uppercase))
    return (letters(before - 1) if before else "") + string.ascii_uppercase[last]


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[\W_]+", name) if len(word) >= _SHORTEST]
