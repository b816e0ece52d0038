"""The picture of a drift report: one user's interests over time, true changes and noticed ones in it."""

from pathlib import Path
from typing import TYPE_CHECKING

from penchant.agent.evaluation.drift.example import Example
from penchant.agent.evaluation.pictures import check_can_plot, save_picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SHOWN = 8
"""Interests with a line of their own: those that were largest at their height."""
_MARKS = {"new": "o", "rising": "^", "returned": "s"}


def largest(example: Example, count: int = _SHOWN) -> list[str]:
    """Labels of the interests that were largest at their height."""
    return sorted(example.shares, key=lambda label: -max(example.shares[label]))[:count]


def save_plot(example: Example, path: Path) -> None:
    """Write the picture; the ending of the name says as what.

    Raises:
        BadInput: matplotlib is not installed, or cannot write such a file.
    """
    check_can_plot()
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 5), layout="constrained")
    _draw(figure.subplots(), example)
    save_picture(figure, path)


def _draw(axes: "Axes", example: Example) -> None:
    colours = {}
    for label in largest(example):
        shares = example.shares[label]
        (line,) = axes.plot(range(1, len(shares) + 1), shares, label=label, linewidth=1.5)
        colours[label] = line.get_color()
    for number, position in enumerate(example.changes):
        name = "true change" if number == 0 else None
        axes.axvline(position, color="black", linestyle="--", linewidth=1, label=name)
    for one in example.noticed:
        share = example.shares[one.label][one.position - 1]
        axes.plot(
            one.position,
            share,
            marker=_MARKS.get(one.state, "o"),
            color=colours.get(one.label, "grey"),
            markeredgecolor="black",
            linestyle="none",
        )
        axes.annotate(one.state, (one.position, share), textcoords="offset points", xytext=(4, 5), fontsize=8)
    axes.set(
        xlabel="events", ylabel="share of all interests", ylim=(0, 1), title=f"Interests of {example.user_id}"
    )
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize=8)
