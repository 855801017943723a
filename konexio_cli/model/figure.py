"""A chart as data: what a check may ask of a matplotlib figure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn line: its points and its label."""

    x: tuple[object, ...]
    y: tuple[object, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A drawn rectangle: lower left corner and size, in data units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Wedge:
    """A slice of a pie: its share of the circle, from 0 to 1."""

    share: float
    label: str


@dataclass(frozen=True, slots=True)
class Axes:
    """One plot of a figure."""

    title: str
    x_label: str
    y_label: str
    x_ticks: tuple[str, ...]
    y_ticks: tuple[str, ...]
    x_limits: tuple[float, float]
    y_limits: tuple[float, float]
    legend: tuple[str, ...]
    lines: tuple[Line, ...]
    bars: tuple[Bar, ...]
    wedges: tuple[Wedge, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its title and its plots."""

    title: str
    axes: tuple[Axes, ...]
