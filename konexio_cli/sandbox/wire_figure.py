"""Matplotlib figures, described by their data: bars, lines, titles, labels, ticks, legend."""

from __future__ import annotations

import sys
from typing import Any, TypeAlias

from konexio_cli.model.figure import Axes, Bar, Figure, Line, Wedge

# Matplotlib publishes no types for what its artists return.
Foreign: TypeAlias = Any


def take_apart(value: Foreign) -> list[object] | None:
    """Return the description of a figure (or of the figure that an Axes is in) or None."""
    module = sys.modules.get("matplotlib.figure")
    if module is None:
        return None
    figure = value if isinstance(value, module.Figure) else getattr(value, "figure", None)
    if not isinstance(figure, module.Figure) or not hasattr(value, "get_children"):
        return None
    figure.canvas.draw()  # ticks have their texts only after drawing
    return [figure.get_suptitle(), [_axes(axes) for axes in figure.axes]]


def _axes(axes: Foreign) -> list[object]:
    legend = axes.get_legend()
    return [
        [axes.get_title(), axes.get_xlabel(), axes.get_ylabel()],
        [tick.get_text() for tick in axes.get_xticklabels()],
        [tick.get_text() for tick in axes.get_yticklabels()],
        [float(end) for end in (*axes.get_xlim(), *axes.get_ylim())],
        [text.get_text() for text in legend.get_texts()] if legend else [],
        [[list(line.get_xdata()), list(line.get_ydata()), line.get_label()] for line in axes.lines],
        [_bar(patch) for patch in axes.patches if hasattr(patch, "get_width")],
        [_wedge(patch) for patch in axes.patches if hasattr(patch, "theta1")],
    ]


def _bar(patch: Foreign) -> list[float]:
    return [float(n) for n in (*patch.get_xy(), patch.get_width(), patch.get_height())]


def _wedge(patch: Foreign) -> list[object]:
    return [float(patch.theta2 - patch.theta1) / 360, patch.get_label()]


def put_together(parts: Foreign) -> Figure:
    """Return the figure that `parts` describe; raise ValueError if their shape is wrong."""
    title, axes = parts
    return Figure(str(title), tuple(_to_axes(*one) for one in axes))


def _to_axes(*parts: Foreign) -> Axes:
    (title, x_label, y_label), x_ticks, y_ticks, ends, legend, lines, bars, wedges = parts
    left, right, bottom, top = (float(end) for end in ends)
    return Axes(
        title=str(title),
        x_label=str(x_label),
        y_label=str(y_label),
        x_ticks=tuple(map(str, x_ticks)),
        y_ticks=tuple(map(str, y_ticks)),
        x_limits=(left, right),
        y_limits=(bottom, top),
        legend=tuple(map(str, legend)),
        lines=tuple(Line(tuple(x), tuple(y), str(label)) for x, y, label in lines),
        bars=tuple(Bar(*(float(n) for n in bar)) for bar in bars),
        wedges=tuple(Wedge(float(share), str(label)) for share, label in wedges),
    )
