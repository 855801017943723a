"""A grader's code: its tree, and the text of each of its parts."""

from __future__ import annotations

import ast
import re

_AFTER_A_LINE = re.compile(rb"(?<=\n)|(?<=\r)(?!\n)")


class Code:
    """The tree of a program beside its text.

    Lines are cut once: `ast.get_source_segment` cuts all of them again for every node.
    """

    def __init__(self, source: str) -> None:
        self.tree = ast.parse(source)
        self._lines = _AFTER_A_LINE.split(source.encode())

    def text(self, node: ast.expr | ast.stmt) -> str:
        """Return the text of a part of the program, as it was written."""
        assert node.end_lineno is not None  # what was parsed knows its end
        lines = self._lines[node.lineno - 1 : node.end_lineno]
        lines[-1] = lines[-1][: node.end_col_offset]
        lines[0] = lines[0][node.col_offset :]
        return b"".join(lines).decode()
