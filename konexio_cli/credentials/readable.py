"""The JSON twin as people read it; bytes and spaces do not matter to its signature."""

from __future__ import annotations

import json
from typing import Any


def to_text(document: dict[str, Any]) -> str:
    """Return a document as indented text; letters of every script stay as they are."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
