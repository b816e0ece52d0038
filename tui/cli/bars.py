"""Bars made of characters, for shares and for signed parts."""

from rich.text import Text

THINNEST = 0.001
"""The share that a value too small to see is drawn with."""
EIGHTHS = " ▏▎▍▌▋▊▉"


def bar(share: float, width: int, *, is_unicode: bool = True) -> str:
    """A bar of `share` (0 to 1) of `width` characters, without trailing room.

    Anything above zero shows at least its thinnest mark: a small share is not none.
    """
    eighths = round(min(max(share, 0.0), 1.0) * width * 8)
    if share > 0:
        eighths = max(eighths, 1)
    if not is_unicode:
        return "#" * -(-eighths // 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + (EIGHTHS[rest] if rest else "")


def signed_bar(value: float, largest: float, half: int, *, is_unicode: bool = True) -> Text:
    """A bar that grows right for a gain and left for a loss, from an axis in the middle."""
    share = max(abs(value) / largest, THINNEST) if value else 0.0
    axis = "│" if is_unicode else "|"
    if value < 0:
        # Partial blocks fill from the left, so a bar that grows left has whole blocks only.
        length = max(1, round(share * half))
        drawn = ("█" if is_unicode else "#") * length
        return Text.assemble(" " * (half - length), (drawn, "red"), axis)
    return Text.assemble(" " * half, axis, (bar(share, half, is_unicode=is_unicode), "green"))
