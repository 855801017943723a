"""A notebook in its file form: plain JSON, as programs for notebooks write it."""

from __future__ import annotations

import json
import re
from typing import Any, TypeAlias

# A notebook, or one of its cells.
Form: TypeAlias = dict[str, Any]

# The first minor version of format 4 whose cells have ids.
MINOR = 5
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def text_of(notebook: Form) -> str:
    """Return the text of an .ipynb file. Raise RecursionError when it is nested too deep."""
    text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
    # Half a surrogate pair is JSON only in its escaped form; it stands within a string.
    return _HALF_PAIR.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def has_ids(notebook: Form) -> bool:
    """Whether cells may have ids: programs that write format 4.4 or older allow none."""
    minor = notebook.get("nbformat_minor")
    return isinstance(minor, int) and minor >= MINOR


def without_id(cell: Form) -> Form:
    """Return a cell for a notebook whose cells have no ids."""
    return {key: value for key, value in cell.items() if key != "id"}
