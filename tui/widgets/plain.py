"""Text that is data: shown as it is, never read as markup, and unable to steer the terminal."""

from penchant.tui.cli.console import LONGEST, printable


def line(text: str) -> str:
    """The text on one line."""
    return printable(text)


def lines(text: str) -> str:
    """The text whole, with its line breaks."""
    return "\n".join(_whole(one) for one in text.splitlines())


def _whole(text: str) -> str:
    # `printable` cuts a cell of a table; here the reader wants all of it, so it goes in by parts.
    return "".join(printable(text[at : at + LONGEST]) for at in range(0, len(text), LONGEST))
