"""What friendly-traceback says of a text that Python cannot read, where we have no words.

It is a library of a thousand guesses that may be missing, slow or wrong: it works in a
process of its own, from the text alone, and what it does not say in time is not said.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys

from konexio_cli.model.language import Language, Translated

_PROCESS = "konexio_cli.explaining.friendly_process"
_SECONDS = 3.0
_LONGEST = 10_000  # characters of a cell
_LONGEST_ANSWER = 400
_MOST_WORDS = 12
_LETTER = re.compile(r"\w")
_SENTENCES = re.compile(r"(?<=[.?!])\s+(?=[^\W\d_])")
# A line of the learner's written anew: what makes it readable is seldom what they meant.
_REWRITTEN = re.compile(r"seems to fix|semble corriger|`[^`]*\s[^`]*`")
# It tells that it does not know by asking for a report.
_UNKNOWN = "github.com"


def friendly_words(source: str, seconds: float = _SECONDS) -> Translated | None:
    """Return why Python cannot read a cell, in English and French; None when nobody knows."""
    if len(source) > _LONGEST:
        return None
    # No folder of the learner's is on its path: a file there could have any module's name.
    command = [sys.executable, "-P", "-X", "utf8", "-W", "ignore", "-m", _PROCESS]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(source).encode("ascii"),
            capture_output=True,
            timeout=seconds,
            check=True,
        )
        told = json.loads(done.stdout)
        return Translated({Language(key): _first_part(text) for key, text in told.items()})
    except (OSError, subprocess.SubprocessError, ValueError, AttributeError, TypeError):
        return None


def _first_part(text: str) -> str:
    """Return the first paragraph as one line. Raise ValueError when it says nothing that helps."""
    part = " ".join(text.strip().partition("\n\n")[0].split())
    if not part or _UNKNOWN in text or len(part) > _LONGEST_ANSWER:
        raise ValueError(part)
    if _REWRITTEN.search(part) or not all(map(_is_short_and_whole, _SENTENCES.split(part))):
        raise ValueError(part)
    return part


def _is_short_and_whole(sentence: str) -> bool:
    words = [one for one in sentence.split() if _LETTER.search(one)]
    return len(words) <= _MOST_WORDS and sentence.endswith((".", "?", "!"))
