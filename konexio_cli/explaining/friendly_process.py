"""Asks friendly-traceback about the text on standard input; the text is compiled, never run."""

from __future__ import annotations

import json
import sys
from typing import Any, TypeAlias

# It publishes no types.
Foreign: TypeAlias = Any

_LANGUAGES = ("en", "fr")


def main() -> None:
    """Write what it says, by language, as one JSON document; nothing when it says nothing."""
    source = json.loads(sys.stdin.buffer.read())
    try:
        compile(source, "<cell>", "exec", dont_inherit=True)
    except SyntaxError as problem:
        sys.stdout.write(json.dumps({one: _said(problem, one) for one in _LANGUAGES}))


def _said(problem: SyntaxError, language: str) -> str:
    import friendly_traceback  # noqa: PLC0415 - it may be missing: then this process fails, alone
    from friendly_traceback.core import FriendlyTraceback  # noqa: PLC0415 - as above

    friendly_traceback.set_lang(language)
    assert problem.__traceback__  # it was raised
    told: Foreign = FriendlyTraceback(type(problem), problem, problem.__traceback__)
    told.compile_info()
    return str(told.info["cause"])


if __name__ == "__main__":
    main()
