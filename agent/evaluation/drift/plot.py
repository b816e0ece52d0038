"""The picture of a drift report: one user's interests over time, true changes and noticed ones in it."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from penchant.agent.errors import BadInput
from penchant.agent.evaluation.drift.example import Example

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SHOWN = 8
"""Interests with a line of their own: those that were largest at their height."""
_MARKS = {"new": "o", "rising": "^", "returned": "s"}


def check_can_plot() -> None:
    """Nothing where a plot can be drawn.

    Raises:
        BadInput: matplotlib is not installed.
    """
    if find_spec("matplotlib") is None:
        raise BadInput("A plot needs matplotlib", "pip install 'penchant[evaluation]', or leave out --plot")


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
    try:
        figure.savefig(path, dpi=150)
    except ValueError as error:
        raise BadInput(f"{path.name} cannot be drawn: {error}", "name it .png, .svg or .pdf") from error


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
