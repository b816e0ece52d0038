"""A list as numbered cards, each of which answers to Enter with why it is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from penchant.tools.results import RecommendedItem, RecommendResult
from penchant.tui.messages import Place
from penchant.tui.widgets.plain import line

NOWHERE = Place()


class Card(Static, can_focus=True):
    """One place of a list: number, title, year and kind, first reason."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "ask_why", "Why", show=True)]

    @dataclass
    class WhyAsked(Message):
        """The reader wants to know why this is in the list."""

        rank: int

    def __init__(self, item: RecommendedItem, place: Place, rating_top: float | None = None) -> None:
        super().__init__(_card(item, place, rating_top), markup=False)
        self._rank = item.rank

    def action_ask_why(self) -> None:
        """Ask for the reasons of this card."""
        self.post_message(self.WhyAsked(self._rank))

    def on_click(self, event: Click) -> None:
        """The same with the mouse, at the second click: the first only chooses."""
        if event.chain == 2:
            self.action_ask_why()


class ListCards(Vertical):
    """The cards of one list, best first; up and down move between them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
    ]

    def __init__(self, result: RecommendResult, places: Mapping[str, Place]) -> None:
        super().__init__()
        self._result = result
        self._places = places

    def compose(self) -> ComposeResult:
        """A card for each item; what should be known of the list is said in the reply."""
        for item in self._result.items:
            yield Card(item, self._places.get(item.item_id, NOWHERE), self._result.rating_top)

    def action_move(self, step: int) -> None:
        """Focus the card above or below, where there is one."""
        cards = list(self.query(Card))
        at = next((number for number, card in enumerate(cards) if card.has_focus), None)
        if at is not None and 0 <= at + step < len(cards):
            cards[at + step].focus()


def _card(item: RecommendedItem, place: Place, rating_top: float | None) -> Content:
    known = item.expected_rating is not None and rating_top is not None
    rating = f"≈ {item.expected_rating:.1f} of {rating_top:g}" if known else ""
    about = " · ".join(part for part in (place.year, place.kind, rating) if part)
    head: list[str | tuple[str, str]] = [
        (f"{item.rank:>2}  ", "$accent bold"),
        (line(item.title), "bold"),
        (f"  {about}" if about else "", "$muted"),
    ]
    if item.reasons:
        head.append((f"\n    {line(item.reasons[0].text)}", "$muted"))
    return Content.assemble(*head)
