"""Points as a program writes them: a decimal point, at most two decimals, none without need."""

from __future__ import annotations


def written(points: float) -> str:
    """Return points as text: 3, 2.5, 1.67."""
    return f"{points:.2f}".rstrip("0").rstrip(".")
