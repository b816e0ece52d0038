"""A line that shows a share, in two pieces that can be coloured apart."""


def gauge(share: float, width: int) -> tuple[str, str]:
    """A line of `share` (0 to 1), and what it leaves of its room; both together are `width` long.

    Anything above zero shows at least half a character: a small share is not none.
    """
    halves = round(min(max(share, 0.0), 1.0) * width * 2)
    if share > 0:
        halves = max(halves, 1)
    drawn = "━" * (halves // 2) + "╸" * (halves % 2)
    return drawn, "─" * (width - len(drawn))
