"""Pictures of evaluations: whether they can be drawn here, and how they are written."""

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from penchant.agent.errors import BadInput

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def check_can_plot() -> None:
    """Nothing where a plot can be drawn.

    Raises:
        BadInput: matplotlib is not installed.
    """
    if find_spec("matplotlib") is None:
        raise BadInput("A plot needs matplotlib", "pip install 'penchant[evaluation]', or leave out --plot")


def save_picture(figure: "Figure", path: Path) -> None:
    """Write a figure; the ending of the name says as what.

    Raises:
        BadInput: such a file cannot be written.
    """
    try:
        figure.savefig(path, dpi=150)
    except ValueError as error:
        raise BadInput(f"{path.name} cannot be drawn: {error}", "name it .png, .svg or .pdf") from error
