"""A notebook without what running it left behind: as small as its author's own words.

Editors write into a notebook's metadata who ran it, where, and when. Only what a reader needs
stays of it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from konexio_cli.packs.notebooks import load
from konexio_cli.packs.old_notebooks import Unknown

_OURS = "konexio"
_OF_CELLS = (_OURS, "tags")
# The keys of a notebook's own metadata, and what stays of each.
_KERNEL = ("name", "display_name", "language")
_OF_ALL: dict[str, tuple[str, ...]] = {"kernelspec": _KERNEL, "language_info": ("name",)}


def without_outputs(body: bytes, path: Path) -> bytes:
    """Return the notebook with no outputs, numbers of runs, or words of editors about them.

    Its cells and their order stay, with our own metadata, tags and the language. The same notebook gives the same bytes
    whatever was run in it; twice is the same as once. `path` is only for messages.
    Raise KonexioError when it is no notebook.
    """
    content, _ = load(body, path)
    for cell in _all_cells(content):
        for name, empty in (("outputs", []), ("execution_count", None), ("prompt_number", None)):
            if name in cell:
                cell[name] = empty
        if "metadata" in cell:
            cell["metadata"] = _only(cell["metadata"], _OF_CELLS)
    if "metadata" in content:
        content["metadata"] = _of_all(content["metadata"])
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    # Half a surrogate pair is written as JSON escapes it.
    return text.encode("utf-8", "backslashreplace")


def _all_cells(content: dict[str, Unknown]) -> list[dict[str, Unknown]]:
    """Return the cells, wherever the notebook's format keeps them."""
    sheets = content.get("worksheets")
    places = [content, *(sheets if isinstance(sheets, list) else [])]
    lists = (one.get("cells") for one in places if isinstance(one, dict))
    return [
        cell
        for cells in lists
        for cell in (cells if isinstance(cells, list) else [])
        if isinstance(cell, dict)
    ]


def _of_all(metadata: Unknown) -> dict[str, Unknown]:
    if not isinstance(metadata, dict):
        return {}
    kept = {name: _only(metadata[name], keys) for name, keys in _OF_ALL.items() if name in metadata}
    return kept | _only(metadata, (_OURS,))


def _only(table: Unknown, names: Sequence[str]) -> dict[str, Unknown]:
    return {one: table[one] for one in names if one in table} if isinstance(table, dict) else {}
