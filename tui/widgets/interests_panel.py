"""The side panel: what the person is drawn to now, strongest first, and their own hand on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from penchant.agent.explain.surety import surety
from penchant.agent.types import InterestStatus
from penchant.tools.results import InterestOut, InterestsResult
from penchant.tui.widgets.gauge import gauge
from penchant.tui.widgets.plain import line

BAR = 12
LABEL = 29
SHOWN = 9
"""More than a reader takes in beside a conversation; "what am I into?" has them all."""
SMALLEST = 0.005
"""A smaller share is not shown here unless it is all there is, or a hand was laid on it."""
PASSING_SHOWN = 3
RULES_SHOWN = 4
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


class InterestBlock(Static, can_focus=True):
    """One interest: label, state, bar, share. It can be chosen, and then pinned or muted by a key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "edit('pin')", "Pin", show=True, tooltip="Pin it, or unpin it"),
        Binding("m", "edit('mute')", "Mute", show=True, tooltip="Mute it, or unmute it"),
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
    ]

    @dataclass
    class EditAsked(Message):
        """The reader wants to change this interest; the text says so as one could have typed it."""

        text: str

    def __init__(self) -> None:
        super().__init__("")
        self.display = False
        self.interest: InterestOut | None = None

    def show(self, interest: InterestOut | None, largest: float) -> None:
        """Show this interest in the place of the one that was here; None leaves the place empty."""
        self.interest = interest
        self.display = interest is not None
        if interest is not None:
            self.update(_block(interest, largest))

    def action_edit(self, action: str) -> None:
        """Ask for it in words; what is done already is taken back."""
        if self.interest is not None:
            is_done = self.interest.pinned if action == "pin" else self.interest.muted
            label = line(self.interest.label)
            # Quotation marks keep whatever a label holds together; within one the id is clearer.
            named = self.interest.interest_id if '"' in label else f'"{label}"'
            self.post_message(self.EditAsked(f"{'un' if is_done else ''}{action} {named}"))

    def action_move(self, step: int) -> None:
        """To the interest above or below, where there is one."""
        shown = [one for one in self.screen.query(InterestBlock) if one.display]
        place = shown.index(self) + step
        if 0 <= place < len(shown):
            shown[place].focus()


class InterestsPanel(VerticalScroll, can_focus=False):
    """A block for each interest, then what is too early to tell, and the rules that were set."""

    def compose(self) -> ComposeResult:
        """The heading, a place for each interest, and room below them."""
        yield Static("Interests", classes="heading")
        for _ in range(SHOWN):
            yield InterestBlock()
        yield Static("", id="interests-below")

    def show(self, result: InterestsResult | None) -> None:
        """Replace what is shown; None is a person of whom nothing is known."""
        interests = result.interests if result is not None else []
        visible = [one for one in interests if one.share >= SMALLEST or one.pinned or one.muted] or interests
        largest = max((one.share for one in visible), default=0.0) or 1.0
        blocks = list(self.query(InterestBlock))
        chosen = next((one.interest for one in blocks if one.has_focus), None)
        shown = visible[:SHOWN]
        for place, block in enumerate(blocks):
            block.show(shown[place] if place < len(shown) else None, largest)
        if chosen is not None:
            self._keep_choice(blocks, chosen.interest_id)
        below = Content("\n\n").join(_below(result, len(interests) - len(shown)))
        self.query_one("#interests-below", Static).update(below)

    def _keep_choice(self, blocks: Sequence[InterestBlock], interest_id: str) -> None:
        """The same interest stays chosen, wherever it stands now."""
        same = (one for one in blocks if one.interest and one.interest.interest_id == interest_id)
        kept = next(same, next((one for one in blocks if one.interest), None))
        if kept is not None:
            kept.focus()


def _below(result: InterestsResult | None, hidden: int) -> list[Content]:
    if result is None or not (result.interests or result.passing or result.preferences):
        return [Content(NOTHING)]
    below = []
    if hidden > 0:
        below.append(Content.assemble((f"and {hidden} more", "$muted")))
    if result.passing:
        titles = [line(one.title) for one in result.passing[:PASSING_SHOWN]]
        more = len(result.passing) - len(titles)
        tail = f" and {more} more" if more else ""
        below.append(Content.assemble(("Too early to tell: ", "$muted"), f"{'; '.join(titles)}{tail}"))
    if result.preferences:
        rules = "; ".join(f"{one.liking} {line(one.about)}" for one in result.preferences[:RULES_SHOWN])
        below.append(Content.assemble(("You asked for: ", "$muted"), rules))
    return below


def _block(one: InterestOut, largest: float) -> Content:
    word, style = STATES[one.state]
    is_guess = surety(one.confidence) == "unsure"
    marks = (("pinned", one.pinned), ("muted", one.muted), ("a guess", is_guess))
    mark = "".join(f" · {mark}" for mark, holds in marks if holds)
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
