"""The side panel: what the person is drawn to now, strongest first."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from penchant.agent.types import InterestStatus
from penchant.tools.results import InterestOut, InterestsResult
from penchant.tui.widgets.gauge import gauge
from penchant.tui.widgets.plain import line

BAR = 12
LABEL = 29
SHOWN = 9
"""More than a reader takes in beside a conversation; "what am I into?" has them all."""
SMALLEST = 0.005
"""A smaller share is not shown here unless it is all there is."""
STATES: dict[InterestStatus, tuple[str, str]] = {
    "new": ("new +", "$primary"),
    "rising": ("rising ↑", "$success"),
    "steady": ("steady =", "$muted"),
    "fading": ("fading ↓", "$warning"),
    "dormant": ("dormant ·", "$muted"),
    "returned": ("returned ↺", "$success"),
}
"""State -> word and arrow, style."""
NOTHING = "Nothing yet. Say what you liked, or did not, and it appears here."


class InterestsPanel(VerticalScroll, can_focus=False):
    """One block an interest: label, state, bar, share."""

    def compose(self) -> ComposeResult:
        """The heading, and room for the interests."""
        yield Static("Interests", classes="heading")
        yield Static("", id="interests-shown")

    def show(self, result: InterestsResult | None) -> None:
        """Replace what is shown; None is a person of whom nothing is known."""
        shown = self.query_one("#interests-shown", Static)
        if result is None or not result.interests:
            shown.update(Content(NOTHING))
        else:
            shown.update(Content("\n\n").join(_blocks(result.interests)))


def _blocks(interests: list[InterestOut]) -> Iterator[Content]:
    visible = [one for one in interests if one.share >= SMALLEST] or interests
    largest = max(one.share for one in visible) or 1.0
    for one in visible[:SHOWN]:
        yield _block(one, largest)
    hidden = len(interests) - min(len(visible), SHOWN)
    if hidden > 0:
        yield Content.assemble((f"and {hidden} more", "$muted"))


def _block(one: InterestOut, largest: float) -> Content:
    word, style = STATES[one.state]
    marks = [f" · {mark}" for mark, holds in (("pinned", one.pinned), ("muted", one.muted)) if holds]
    mark = "".join(marks)
    label = line(one.label)
    room = LABEL - len(mark)
    label = label if len(label) <= room else f"{label[: room - 1]}…"
    drawn, rest = gauge(one.share / largest, BAR)
    return Content.assemble(
        (label, "$muted" if one.muted else "bold"),
        (mark, "$muted"),
        "\n",
        (drawn, style),
        (rest, "$track"),
        f" {one.share:>4.0%}  ",
        (word, style),
    )
