"""The globals of a check."""

from __future__ import annotations

import builtins
from collections.abc import Callable


class LearnerNames(dict[str, object]):
    """Globals of a check: the author's names first, then Python's, then the learner's."""

    def __init__(self, get: Callable[[str], object], **ours: object) -> None:
        super().__init__(ours)
        self._get = get

    def __missing__(self, name: str) -> object:
        if hasattr(builtins, name):
            raise KeyError(name)
        return self._get(name)
