"""How the name of a `.konexio` file ends: for whoever looks for such files, and opens none."""

from __future__ import annotations

SUFFIX = ".konexio"
