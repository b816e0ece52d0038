"""Something that went wrong, and what to do about it."""

from textual.content import Content
from textual.widgets import Static

from penchant.tui.widgets.plain import lines


class Notice(Static):
    """A message and its hint."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(_worded(message, hint), markup=False)


def _worded(message: str, hint: str) -> Content:
    parts: list[str | tuple[str, str]] = [("That did not work. ", "$error bold"), lines(message)]
    if hint:
        parts.append((f"\n{lines(hint)}", "$muted"))
    return Content.assemble(*parts)
