"""The interests beside the conversation: one can be chosen, and pinned or muted by a key."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from penchant.tools.results import InterestsResult
from penchant.tui.themes import DARK
from penchant.tui.widgets.interests_panel import NOTHING, InterestBlock, InterestsPanel

NOW = datetime(2026, 5, 1, 20, tzinfo=UTC)
Opening = Callable[..., Any]


def result(*labels: str, pinned: str = "", muted: str = "", **besides: Any) -> InterestsResult:
    """Interests of falling share; what is muted has none."""
    shown = [
        {"interest_id": f"id-{label.split()[-1]}", "label": label, "tags": [], "state": "steady", "strength": 1.0,
         "share": 0.0 if label == muted else 0.5 - place / 100, "short_share": 0.1, "long_share": 0.1,
         "since": NOW, "last_seen": NOW, "event_count": 3, "pinned": label == pinned,
         "muted": label == muted, "evidence": []}
        for place, label in enumerate(labels)
    ]  # fmt: skip
    return InterestsResult.model_validate({"user_id": "ann", "as_of": NOW, "interests": shown, **besides})


class PanelApp(App[None]):
    """The panel alone; remembers what was asked of it."""

    AUTO_FOCUS = None

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        yield InterestsPanel()

    def on_interest_block_edit_asked(self, event: InterestBlock.EditAsked) -> None:
        self.asked.append(event.text)


class Panel:
    """The hands of a test on the panel."""

    def __init__(self, app: PanelApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def show(self, shown: InterestsResult | None) -> None:
        self.app.query_one(InterestsPanel).show(shown)
        await self.pilot.pause()

    @property
    def labels(self) -> list[str]:
        return [str(one.render()).splitlines()[0] for one in self.app.query(InterestBlock) if one.display]

    @property
    def chosen(self) -> str | None:
        found = next((one for one in self.app.query(InterestBlock) if one.has_focus), None)
        return found.interest.label if found and found.interest else None

    @property
    def below(self) -> str:
        return str(self.app.query_one("#interests-below").render())


@pytest.fixture
def panel() -> Opening:
    """Opens the panel: `async with panel() as it`."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Panel]:
        app = PanelApp()
        async with app.run_test(size=(34, 50)) as pilot:
            yield Panel(app, pilot)

    return opened


async def test_a_key_asks_in_words_and_again_takes_it_back(panel: Opening) -> None:
    async with panel() as it:
        await it.show(result("jazz", "crime, noir", "war", pinned="crime, noir", muted="war"))
        await it.pilot.press("tab", "p", "m", "down", "p", "down", "m")
        assert it.app.asked == ['pin "jazz"', 'mute "jazz"', 'unpin "crime, noir"', 'unmute "war"']


async def test_a_label_with_quotation_marks_is_named_by_its_id(panel: Opening) -> None:
    async with panel() as it:
        await it.show(result('the "new" wave'))
        await it.pilot.press("tab", "p")
        assert it.app.asked == ["pin id-wave"]


async def test_the_choice_stays_with_its_interest_where_that_moves(panel: Opening) -> None:
    async with panel() as it:
        await it.show(result("jazz", "crime", "war"))
        await it.pilot.press("tab", "down")
        assert it.chosen == "crime"
        await it.show(result("crime", "jazz", "war"))
        assert it.chosen == "crime"
        await it.show(result("jazz"))
        assert it.chosen == "jazz"


async def test_what_was_muted_is_still_there_to_be_unmuted(panel: Opening) -> None:
    async with panel() as it:
        await it.show(result("jazz", "war", muted="war"))
        assert it.labels == ["jazz", "war · muted"]


async def test_nothing_known_is_said_and_no_old_interest_stays(panel: Opening) -> None:
    async with panel() as it:
        await it.show(result("jazz", "war"))
        await it.show(None)
        assert (it.labels, it.below) == ([], NOTHING)


async def test_what_is_too_early_to_tell_stands_below_and_so_do_the_rules(panel: Opening) -> None:
    passing = [
        {"event_id": str(place), "item_id": None, "title": f"Film {place}", "kind": "play", "at": NOW}
        for place in range(5)
    ]
    rules = [{"event_id": "r", "at": NOW, "liking": "never", "about": "[b]gore[/b]"}]
    async with panel() as it:
        await it.show(result(*map(str, range(11)), passing=passing, preferences=rules))
        assert it.below.split("\n\n") == [
            "and 2 more",
            "Too early to tell: Film 0; Film 1; Film 2 and 2 more",
            "You asked for: never [b]gore[/b]",
        ]


async def test_in_the_chat_it_is_said_as_if_it_had_been_typed(chat: Opening) -> None:
    async with chat() as it:
        await it.ready()
        await it.until(lambda: it.screen.query(InterestBlock).first().display)
        block = it.screen.query(InterestBlock).first()
        block.focus()
        await it.pilot.press("p")
        await it.until(lambda: it.script.heard)
        assert it.script.heard == [f'pin "{block.interest.label}"']
