"""What Python says, by patterns: each is a cause, a key of the catalogue `python`.

The words are those of CPython 3.11 to 3.14. The named parts of a pattern are the facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

_Rows: TypeAlias = Iterable[tuple[str, str]]


class Pattern(NamedTuple):
    """Words of Python's, and the cause that they name."""

    words: re.Pattern[str]
    cause: str


def _patterns(rows: _Rows) -> tuple[Pattern, ...]:
    return tuple(Pattern(re.compile(words, re.DOTALL), cause) for words, cause in rows)


SYNTAX = _patterns((
    (r"expected ':'", "colon-missing"),
    (r"'(?P<sign>.)' was never closed", "bracket-open"),
    (r"unmatched '(?P<sign>.)'", "bracket-extra"),
    (r"closing parenthesis '(?P<sign>.)' does not match opening parenthesis '(?P<other>.)'.*", "bracket-pair"),
    (r"unterminated triple-quoted .*", "quotes-open"),
    (r"unterminated (f-|t-)?string literal.*", "quote-open"),
    (r"(cannot assign to|cannot delete) .*", "assign-to-value"),
    (r"'.+' is an illegal expression for augmented assignment", "assign-to-value"),
    (r".*Maybe you meant '==' .*", "assign-in-condition"),
    (r"expression cannot contain assignment.*", "assign-in-condition"),
    (r".*Perhaps you forgot a comma\?", "comma-missing"),
    (r"expected an indented block.*", "indent-missing"),
    (r"unexpected indent", "indent-extra"),
    (r"unindent does not match .*", "indent-uneven"),
    (r"inconsistent use of tabs .*", "indent-tabs"),
    (r"Missing parentheses in call to '(?P<name>\w+)'.*", "call-brackets"),
    (r"leading zeros in decimal .*", "number-zeros"),
    (r"invalid decimal literal", "number-letters"),
    (r"invalid character '(?P<sign>[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb])'.*", "quote-curly"),
    (r"invalid character '(?P<sign>.)'.*", "character-odd"),
    (r"invalid non-printable character .*", "character-hidden"),
    (r"'return' outside function", "return-outside"),
    (r"'(?P<name>break|continue)' .*loop", "break-outside"),
    (r"f-string: .*", "fstring-braces"),
    (r"positional argument follows keyword argument.*", "argument-order"),
    (r"(non-default argument|parameter without a default) follows .*", "default-order"),
    (r"expected 'except' or 'finally' block", "try-alone"),
    (r"'elif' (block follows|cannot follow) .*", "elif-after-else"),
))  # fmt: skip

EXCEPTIONS: dict[str, tuple[Pattern, ...]] = {
    "NameError": _patterns((
        (r"name '(?P<name>\w+)' is not defined.*", "name-unknown"),
        (r"cannot access free variable '(?P<name>\w+)' .*", "name-local"),
    )),
    "UnboundLocalError": _patterns(((r".*local variable '(?P<name>\w+)' .*", "name-local"),)),
    "AttributeError": _patterns((
        (r"'NoneType' object has no attribute '(?P<name>\w+)'.*", "none-attribute"),
        (r"module '(?P<kind>[\w.]+)' has no attribute '(?P<name>\w+)'.*", "attribute-unknown"),
        (r"'(?P<kind>[\w.]+)' object has no attribute '(?P<name>\w+)'.*", "attribute-unknown"),
    )),
    "TypeError": _patterns((
        (r"can only concatenate str \(not \"NoneType\"\) .*", "none-in-calculation"),
        (r"can only concatenate str \(not \"(?P<other>[\w.]+)\"\) .*", "text-plus-number"),
        (r"unsupported operand type\(s\) for .*'NoneType'.*", "none-in-calculation"),
        (r"unsupported operand type\(s\) for \+=?: '(?P<other>int|float|[\w.]*Decimal)' and 'str'", "text-plus-number"),
        (r"can only concatenate (?P<kind>\w+) \(not \"(?P<other>[\w.]+)\"\) .*", "kinds-joined"),
        (r"unsupported operand type\(s\) for (?P<sign>\S+): '(?P<kind>[\w.]+)' and '(?P<other>[\w.]+)'.*", "kinds-in-calculation"),
        (r"'(?P<sign>\S+)' not supported between instances of '(?P<kind>[\w.]+)' and '(?P<other>[\w.]+)'", "kinds-compared"),
        (r"(?P<name>[\w.<>]+)\(\) missing \d+ required .*argument.*: (?P<missing>.+)", "argument-missing"),
        (r"(?P<name>[\w.<>]+)\(\) takes .*arguments? but (?P<given>\d+) .*given", "argument-extra"),
        (r"(?P<name>[\w.<>]+)\(\) got an unexpected keyword argument '(?P<argument>\w+)'.*", "argument-unknown"),
        (r"'(?P<kind>[\w.]+)' object is not callable", "not-callable"),
        (r"'NoneType' object (is not subscriptable|is not iterable)", "none-used"),
        (r"(argument of type|cannot unpack non-iterable) '?NoneType'?.*", "none-used"),
        (r"'(?P<kind>[\w.]+)' object is not subscriptable", "not-subscriptable"),
        (r"'(?P<kind>[\w.]+)' object is not iterable", "not-iterable"),
        (r"cannot unpack non-iterable (?P<kind>[\w.]+) object", "not-iterable"),
        (r"argument of type '(?P<kind>[\w.]+)' is not .*iterable", "not-iterable"),
        (r"(?P<kind>\w+) indices must be integers.*", "index-kind"),
        (r"'float' object cannot be interpreted as an integer", "not-whole"),
        (r".*unhashable type: '(?P<kind>[\w.]+)'.*", "unhashable"),
        (r"'(?P<kind>str|tuple)' object does not support item assignment", "unchangeable"),
        (r"object of type '(?P<kind>[\w.]+)' has no len\(\)", "no-length"),
    )),
    "KeyError": _patterns(((r"(?P<key>.+)", "key-missing"),)),
    "IndexError": _patterns((
        (r"pop from empty list", "list-empty"),
        (r".*index out of range", "index-past-end"),
    )),
    "ZeroDivisionError": _patterns(((r".*", "zero-division"),)),
    "ModuleNotFoundError": _patterns(((r"No module named '(?P<name>[^']+)'.*", "module-missing"),)),
    "ImportError": _patterns(((r"cannot import name '(?P<name>\w+)' from '(?P<module>[\w.]+)'.*", "import-unknown"),)),
    "FileNotFoundError": _patterns(((r".*: '(?P<file>[^']+)'", "file-missing"),)),
    "PermissionError": _patterns(((r".*: '(?P<file>[^']+)'", "file-refused"),)),
    "IsADirectoryError": _patterns(((r".*: '(?P<file>[^']+)'", "file-is-folder"),)),
    "ValueError": _patterns((
        (r"invalid literal for int\(\) .*: (?P<text>.+)", "not-a-whole-number"),
        (r"could not convert string to float: (?P<text>.+)", "not-a-number"),
        (r"not enough values to unpack .*", "unpack-few"),
        (r"too many values to unpack .*", "unpack-many"),
        (r"time data '(?P<text>.+)' does not match format '(?P<form>.+)'", "date-form"),
        (r"list\.remove\(x\): x not in list", "not-in-list"),
        (r"substring not found", "not-in-text"),
        (r"The truth value of .* is ambiguous.*", "truth-of-column"),
    )),
    "InvalidOperation": _patterns(((r".*", "not-a-decimal"),)),
    "UnicodeDecodeError": _patterns(((r".*", "encoding"),)),
    "JSONDecodeError": _patterns(((r".*", "json-form"),)),
    "RecursionError": _patterns(((r".*", "recursion"),)),
    "MemoryError": _patterns(((r".*", "memory"),)),
    "SystemExit": _patterns(((r".*", "exit"),)),
    "OSError": _patterns(((r'"\w+" shell not found', "shell-line"),)),
    "EOFError": _patterns(((r".*", "input-empty"),)),
    "AssertionError": _patterns(((r".*", "own-assert"),)),
}  # fmt: skip


# What is told of a program that Python runs to its end.
OF_ANSWERS = frozenset({
    *("name-asked", "loop-long", "answer-is-text", "answer-is-number", "answer-is-nothing"),
    *("answer-other-kind", "answer-spelt-otherwise", "answer-other-value"),
    *("parameters-other", "function-asked"),
})  # fmt: skip
# What is told where only more of the program decides.
_BY_PROGRAM = {
    *(
        "name-near",
        "name-capitals",
        "name-later",
        "name-import",
        "attribute-near",
        "number-comma",
        "number-point",
    ),
    *("else-if", "else-with-condition", "sign-order", "plus-plus", "sign-word", "sign-not"),
    *(
        "def-missing",
        "def-word",
        "reserved-word",
        "word-near",
        "syntax-other",
        "exception-other",
        "builtin-name",
    ),
    *("sign-typed", "percent", "times-sign", "decimal-comma", "def-name", "equals-missing"),
    *("colon-for-equals", "number-in-quotes"),
}
CAUSES = frozenset(
    _BY_PROGRAM.union(*({one.cause for one in row} for row in (SYNTAX, *EXCEPTIONS.values())))
)


# The types that have a name for beginners.
KINDS = frozenset({
    *("int", "float", "Decimal", "bool", "str", "string", "NoneType"),
    *("list", "dict", "tuple", "set", "function", "method", "module"),
})  # fmt: skip


class Cause(NamedTuple):
    """A key of the catalogue, and the facts of its sentences."""

    name: str
    facts: dict[str, str]


def cause_in(patterns: Iterable[Pattern], words: str) -> Cause | None:
    """Return the first cause whose pattern fits Python's words; None when none does."""
    for pattern in patterns:
        if told := pattern.words.fullmatch(words):
            return Cause(pattern.cause, {k: v for k, v in told.groupdict().items() if v})
    return None
