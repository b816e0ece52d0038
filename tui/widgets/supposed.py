"""A list as it would have been, and two items side by side: what the words alone do not show."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from penchant.tools.explained import ComparisonResult, MovedOut, SideOut, WhatIfResult
from penchant.tui.widgets.gauge import gauge
from penchant.tui.widgets.plain import line

MOVES_SHOWN = 8
PARTS_SHOWN = 6
BAR = 20
NAME = 12


class SupposedList(Vertical):
    """What leaves, enters and moves, each with its places before and after."""

    def __init__(self, result: WhatIfResult) -> None:
        super().__init__()
        self._result = result

    def compose(self) -> ComposeResult:
        """What is supposed, then the moves."""
        result = self._result
        named = [one.title for one in result.added] + [one.title for one in result.removed]
        about = ", ".join(line(title) for title in named[:3])
        yield Static(Content.assemble((about or "nothing", "bold"), (f"  {result.kind}", "$muted")))
        if result.moved:
            yield Static(Content("\n").join(_moves(result.moved)), classes="parts")


class SideBySide(Vertical):
    """Where two items stand, and the parts in which they differ most."""

    def __init__(self, result: ComparisonResult) -> None:
        super().__init__()
        self._result = result

    def compose(self) -> ComposeResult:
        """The two, then the differences: to the good of the first, or of the second."""
        result = self._result
        yield Static(Content("\n").join((_side(result.item), _side(result.other))))
        if result.differences:
            yield Static(Content("\n").join(_differences(result.differences)), classes="parts")
        for note in result.notes:
            yield Static(Content.assemble((line(note.text), "$muted")))


def _moves(moved: list[MovedOut]) -> Iterator[Content]:
    for one in moved[:MOVES_SHOWN]:
        sign, style = _sign(one)
        yield Content.assemble(
            (f"{_number(one.rank_before):>3} → {_number(one.rank_after):<3} ", "$muted"),
            (f"{sign} ", style),
            line(one.title),
        )
    if len(moved) > MOVES_SHOWN:
        yield Content.assemble((f"and {len(moved) - MOVES_SHOWN} more", "$muted"))


def _sign(one: MovedOut) -> tuple[str, str]:
    if one.rank_after is None:
        return "-", "$error"
    if one.rank_before is None:
        return "+", "$success"
    return ("↑", "$success") if one.rank_after < one.rank_before else ("↓", "$warning")


def _number(rank: int | None) -> str:
    return "–" if rank is None else str(rank)


def _side(side: SideOut) -> Content:
    if side.rank is not None:
        place = f"  #{side.rank}"
    else:
        place = "  not in the list" if side.would_rank is None else f"  would be #{side.would_rank}"
    score = "" if side.score is None else f"  {side.score:+.2f}"
    return Content.assemble((line(side.title), "bold"), (place, "$muted"), score)


def _differences(differences: dict[str, float]) -> Iterator[Content]:
    shown = [(name, value) for name, value in differences.items() if round(value, 2)][:PARTS_SHOWN]
    largest = max((abs(value) for _, value in shown), default=1.0)
    for name, value in shown:
        yield Content.assemble(
            (f"{line(name.replace('_', ' ')):<{NAME}} ", "$muted"),
            f"{value:+.2f}  ",
            (gauge(abs(value) / largest, BAR)[0], "$success" if value > 0 else "$error"),
        )
