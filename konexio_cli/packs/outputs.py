"""A notebook without what running it left behind: as small as its author's own words."""

from __future__ import annotations

import json
from pathlib import Path

from konexio_cli.packs.notebooks import load
from konexio_cli.packs.old_notebooks import Unknown


def without_outputs(body: bytes, path: Path) -> bytes:
    """Return the notebook with no outputs, numbers of runs, or states of widgets.

    Its cells, their order and their metadata stay. The same notebook gives the same bytes
    whatever was run in it; twice is the same as once. `path` is only for messages.
    Raise KonexioError when it is no notebook.
    """
    content, _ = load(body, path)
    for cell in _all_cells(content):
        for name, empty in (("outputs", []), ("execution_count", None), ("prompt_number", None)):
            if name in cell:
                cell[name] = empty
        _drop(cell.get("metadata"), "execution", "ExecuteTime", "collapsed", "scrolled")
    _drop(content.get("metadata"), "widgets")
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


def _drop(metadata: Unknown, *names: str) -> None:
    if isinstance(metadata, dict):
        for name in names:
            metadata.pop(name, None)
