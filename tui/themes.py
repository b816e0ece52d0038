"""The colours, dark and light. Text has at least 4.5 to 1 against its ground in both."""

import os

from textual.theme import Theme

DARK = Theme(
    name="penchant-dark",
    primary="#7fb4c4",
    secondary="#a9b8a0",
    accent="#e6b066",
    success="#8fc492",
    warning="#e6b066",
    error="#e58a8f",
    foreground="#e4e2dc",
    background="#17181b",
    surface="#1f2125",
    panel="#292c31",
    dark=True,
    variables={"muted": "#9c9a93", "track": "#3a3e45"},
)
LIGHT = Theme(
    name="penchant-light",
    primary="#22677a",
    secondary="#55684a",
    accent="#8a5300",
    success="#2c6a3c",
    warning="#8a5300",
    error="#a32b38",
    foreground="#24231f",
    background="#faf8f3",
    surface="#f1eee6",
    panel="#e5e1d6",
    dark=False,
    variables={"muted": "#68655d", "track": "#cfcabc"},
)
OURS = {"muted": "ansi_bright_black", "track": "ansi_bright_black"}
"""Our own variables, for the themes of Textual's that one can choose in the palette."""
LIGHT_GROUNDS = frozenset({"7", "15"})
"""White and bright white, as COLORFGBG numbers them."""


def fitting_theme() -> str:
    """The theme nearest to the terminal's own ground, where the terminal tells it; else the dark one."""
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT.name if ground in LIGHT_GROUNDS else DARK.name
