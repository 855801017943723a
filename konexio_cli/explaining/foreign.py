"""Words of other languages where Python's stand: of French, and of other ways to program."""

from __future__ import annotations

import re

from konexio_cli.explaining.causes import Cause

# What begins a line. Two words are looked for before one.
_FIRST = {
    **dict.fromkeys(("sinon si", "autrement si", "sinonsi", "else si"), "elif"),
    **dict.fromkeys(("sinon", "autrement"), "else"),
    **dict.fromkeys(("tant que", "tantque", "tant_que"), "while"),
    **dict.fromkeys(("pour chaque", "pour"), "for"),
    **dict.fromkeys(("fonction", "function", "func", "définir", "definir"), "def"),
    **dict.fromkeys(("retourne", "retourner", "renvoie", "renvoyer"), "return"),
    **dict.fromkeys(("afficher", "affiche", "imprimer"), "print"),
    **dict.fromkeys(("importer", "importe"), "import"),
    "si": "if",
}
_WITHIN = {"et": "and", "ou": "or", "non": "not", "dans": "in", "si": "if", "sinon": "else"}
_NAMES = {
    **dict.fromkeys(("true", "vrai"), "True"),
    **dict.fromkeys(("false", "faux"), "False"),
    **dict.fromkeys(("null", "nil", "none", "rien"), "None"),
    **dict.fromkeys(("afficher", "affiche", "imprimer"), "print"),
    **dict.fromkeys(("retourne", "retourner", "renvoie", "renvoyer"), "return"),
    **dict.fromkeys(("longueur",), "len"),
}
# What a calculator or a text editor writes.
_SIGNS = {"≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/", "−": "-"}  # noqa: RUF001 - the signs themselves
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|#.*")
# A value is given to a name, or something is asked of it: then the word is the learner's own.
_OWN = r"(?!\w)(?!\s*(?:=(?!=)|[.,)]))"


def foreign_word(line: str) -> Cause | None:
    """Return the word of a line that Python has another word for; None when there is none."""
    bare = _QUOTED.sub('""', line).lower()
    for word, near in sorted(_FIRST.items(), key=lambda one: -len(one[0])):
        if re.match(rf"\s*{word.replace(' ', chr(92) + 's+')}{_OWN}", bare):
            return Cause("word-near", {"name": word, "near": near})
    for word, near in _WITHIN.items():
        if re.search(rf"\s{word}\s", bare):
            return Cause("word-near", {"name": word, "near": near})
    return None


def foreign_name(name: str) -> str:
    """Return the name that Python has for one of another language; "" for none."""
    return _NAMES.get(name.lower(), "") if name not in _NAMES.values() else ""


def foreign_sign(sign: str) -> Cause | None:
    """Return what Python writes for a sign of mathematics; None when it is none."""
    near = _SIGNS.get(sign)
    return Cause("sign-typed", {"sign": sign, "near": near}) if near else None
